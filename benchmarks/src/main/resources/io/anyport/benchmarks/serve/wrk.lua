-- A request as the environment says, and figures in one line.
wrk.method = os.getenv("WRK_METHOD") or "GET"
wrk.body = os.getenv("WRK_BODY")
if wrk.body then
    wrk.headers["Content-Type"] = "application/json"
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(99), errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
