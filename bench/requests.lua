-- A wrk script: sends signed requests, picked at random, and prints the result as JSON. Its argument is a file with one
-- request a line: method, path, body, and the name and value of each header, separated by tabs.

local prepared = {}
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  math.randomseed(os.time() * 100 + number)
  for line in io.lines(arguments[1]) do
    local fields = {}
    for field in (line .. "\t"):gmatch("([^\t]*)\t") do
      fields[#fields + 1] = field
    end
    local headers = {}
    for i = 4, #fields, 2 do
      headers[fields[i]] = fields[i + 1]
    end
    local body = fields[3] ~= "" and fields[3] or nil
    prepared[#prepared + 1] = wrk.format(fields[1], fields[2], headers, body)
  end
end

function request()
  return prepared[math.random(#prepared)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "refused": %d, "broken": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
