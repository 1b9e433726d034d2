import HTTPTypes
import Hummingbird

/// The description of this interface in OpenAPI: `Schema/openapi.yaml`, which a test keeps equal to what is served.
enum OpenAPI {
    /// Open to everyone, and to the scripts of every site.
    static let resource = Resource(
        "v1/openapi.json",
        [
            .get: { request, _ in
                try Query(request, allowed: []).check()
                var response = Response.json(PackageResources.openapi_json)
                response.headers[.accessControlAllowOrigin] = "*"
                return response
            }
        ]
    )
}
