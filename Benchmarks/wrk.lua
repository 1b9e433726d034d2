-- Load for the benchmark: posts an event with a new id to one of many families, or only gets the address that was given.
--
-- In the environment GEZINNEN (a file with a family on each line), BEWIJS (the token) and ZAAD; without GEZINNEN it gets.
local threads = {}

function setup(thread)
    table.insert(threads, thread)
    thread:set("nummer", #threads)
end

if os.getenv("GEZINNEN") then
    local families = {}
    for line in io.lines(os.getenv("GEZINNEN")) do families[#families + 1] = line end
    local headers = {
        ["Authorization"] = "Bearer " .. os.getenv("BEWIJS"),
        ["Content-Type"] = "application/json",
    }
    local body = '{"id": "%04x%04x-%04x-4%03x-8%03x-%04x%04x%04x", "type": "ContactMetGezinGelegd", '
        .. '"gebeurdOp": "2013-02-02", "gegevens": {"initiatief": "professional", "plaats": "thuis"}, '
        .. '"volgens": {"soort": "gezinslid", "wie": "verzonnen: de moeder"}}'
    refused = 0
    reason = ""

    function init(args)
        math.randomseed(tonumber(os.getenv("ZAAD")) * 1000 + nummer)
    end

    local function word() return math.random(0, 0xffff) end

    function request()
        local event = string.format(
            body, word(), word(), word(), math.random(0, 0xfff), math.random(0, 0xfff), word(), word(), word()
        )
        local path = "/v1/gezinnen/" .. families[math.random(#families)] .. "/gebeurtenissen"
        return wrk.format("POST", path, headers, event)
    end

    function response(status, _, text)
        if status ~= 201 then
            refused = refused + 1
            reason = status .. " " .. text
        end
    end
end

function done(summary, latency, requests)
    local wrong = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
        + summary.errors.status
    for _, thread in ipairs(threads) do
        wrong = wrong + (thread:get("refused") or 0)
        if (thread:get("reason") or "") ~= "" then print(thread:get("reason")) end
    end
    print(string.format(
        "UITKOMST %d %f %d %f %f %f %f", summary.requests, summary.duration / 1e6, wrong,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency:percentile(99.9) / 1000,
        latency:percentile(95) / 1000
    ))
end
