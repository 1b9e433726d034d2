import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Closes a connection on which a request does not arrive in time.
///
/// There is room for a limited number of connections. A client that says nothing, or sends a request byte by byte, would
/// keep its place for ever, and enough of them would keep everybody else out.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    /// How long may pass.
    struct Limits: Sendable {
        /// From the connection to the whole head of its first request.
        var head: TimeAmount = .seconds(10)
        /// From the head of a request to its end.
        var request: TimeAmount = .seconds(30)
    }

    private let limits: Limits
    private var closing: Scheduled<Void>?

    init(_ limits: Limits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(limits.head, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(limits.head, context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: begin(limits.request, context)
        case .end: end()
        case .body: break
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    private func begin(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        end()
        closing = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
    }

    private func end() {
        closing?.cancel()
        closing = nil
    }
}
