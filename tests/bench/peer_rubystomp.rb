# The stomp gem for bench_client: peer_rubystomp.rb PORT MESSAGES. Prints the seconds that they took.
require "stomp"

port, messages = ARGV.map(&:to_i)
connection = Stomp::Connection.new(
  :hosts => [{ :login => "", :passcode => "", :host => "127.0.0.1", :port => port }],
  :reliable => false,
  :connect_headers => { "accept-version" => "1.2", "host" => "localhost" }
)
connection.subscribe("/queue/bench.orders", { :ack => "auto", :id => "1" })
size = connection.receive.body.bytesize
began = Process.clock_gettime(Process::CLOCK_MONOTONIC)
(messages - 1).times { size += connection.receive.body.bytesize }
took = Process.clock_gettime(Process::CLOCK_MONOTONIC) - began
abort("#{size} bytes") unless size == 200 * messages
puts took
