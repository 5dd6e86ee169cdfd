# The stomp gem for the benches: rubystomp.rb PORT MESSAGES TASK [BODIES]; see stomppy.py.
begin
  require "stomp"
rescue LoadError
  exit 77
end

SIZE = 200
DESTINATION = "/queue/bench.orders"
WINDOW = 100 # a Connection reads only when it is told to

port, messages = ARGV.first(2).map(&:to_i)
task = ARGV[2]
connection = Stomp::Connection.new(
  :hosts => [{ :login => "", :passcode => "", :host => "127.0.0.1", :port => port }],
  :reliable => false,
  :connect_headers => { "accept-version" => "1.2", "host" => "localhost" }
)

if task == "receive"
  connection.subscribe(DESTINATION, { :ack => "auto", :id => "1" })
  size = connection.receive.body.bytesize
  began = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  (messages - 1).times { size += connection.receive.body.bytesize }
  took = Process.clock_gettime(Process::CLOCK_MONOTONIC) - began
  abort("#{size} bytes") unless size == SIZE * messages
  puts took
else
  everything = File.binread(ARGV[3])
  bodies = (0...everything.bytesize / SIZE).map do |i|
    everything.byteslice(i * SIZE, SIZE).force_encoding("UTF-8")
  end
  confirmed = 0
  take = lambda do
    receipt = connection.receive
    unless receipt.command == "RECEIPT" && receipt.headers["receipt-id"] == "m#{confirmed}"
      abort("#{receipt.command} instead of receipt #{confirmed}")
    end
    confirmed += 1
  end
  window = { "pipelined" => WINDOW, "one-by-one" => 1 }[task]
  messages.times do |i|
    headers = { "content-type" => "application/json" }
    headers["receipt"] = "m#{i}" if window
    connection.publish(DESTINATION, bodies[i % bodies.size], headers)
    take.call if window && i + 1 - confirmed >= window
  end
  take.call while window && confirmed < messages
  connection.disconnect
end
