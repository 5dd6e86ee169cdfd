# encoding: utf-8
# The stomp gem against a broker on 127.0.0.1: client.rb PORT VERSION. Exits 0 when all went as told.
require "stomp"
require "timeout"

PORT, VERSION = ARGV[0].to_i, ARGV[1]
BODIES = ["grüße", "李 🎁 №", "{\"id\":9007199254740993}"]

def check(condition, what)
  abort("not as expected: #{what}") unless condition
end

CONNECTION = Stomp::Connection.new(
  :hosts => [{ :login => "guest", :passcode => "guest", :host => "127.0.0.1", :port => PORT }],
  :reliable => true, :initial_reconnect_delay => 0.1, :use_exponential_back_off => false,
  :connect_headers => { "accept-version" => VERSION, "host" => "localhost" }.merge(
    VERSION == "1.0" ? {} : { "heart-beat" => "500,500" })
)
check(CONNECTION.protocol == VERSION, "version #{CONNECTION.protocol}")

def frame(command)
  result = Timeout.timeout(20) { CONNECTION.receive }
  check(result && result.command == command, "#{command}, but #{result.inspect}")
  result
end

def receipt(name)
  check(frame("RECEIPT").headers["receipt-id"] == name, "receipt #{name}")
end

def message(body)
  result = frame("MESSAGE")
  got = result.body.dup.force_encoding("UTF-8")
  check(got == body, "body #{body[0, 80].inspect} is #{got[0, 80].inspect}")
  result
end

def settle(verb, message)
  headers = VERSION == "1.1" ? { :subscription => message.headers["subscription"] } : {}
  CONNECTION.send(verb, message.headers[VERSION == "1.2" ? "ack" : "message-id"], headers)
end

def subscribe(destination, name, ack)
  CONNECTION.subscribe(destination, { :ack => ack, :id => name, :receipt => "sub-#{name}" }, name)
  receipt("sub-#{name}")
end

# A queue, one by one and out of order.
subscribe("/queue/individual", "i", "client-individual")
# The gem replaces one escape after the other: a backslash before c or n would not survive it.
note = VERSION == "1.0" ? "a:b ☕" : "a:b\nd \\ ☕"
BODIES.each do |body|
  CONNECTION.publish("/queue/individual", body,
                     { "note" => note, "content-type" => "application/json", "receipt" => "sent" })
  # The broker answers first, then delivers.
  receipt("sent")
  got = message(body)
  check(got.headers["note"].dup.force_encoding("UTF-8") == note, "note #{got.headers["note"].inspect}")
  (@frames ||= []) << got
end
[1, 0, 2].each { |index| settle(:ack, @frames[index]) }

# A topic, and a body of a megabyte.
subscribe("/topic/news", "t", "auto")
[BODIES[1], "x" * 999_999 + "é"].each do |body|
  CONNECTION.publish("/topic/news", body)
  message(body)
end

# Mode client: the last acknowledges all.
subscribe("/queue/cumulative", "c", "client")
BODIES.each { |body| CONNECTION.publish("/queue/cumulative", body) }
settle(:ack, BODIES.map { |body| message(body) }.last)

# Refused, and delivered again.
if VERSION != "1.0"
  subscribe("/queue/refused", "r", "client-individual")
  CONNECTION.publish("/queue/refused", "again")
  settle(:nack, message("again"))
  again = message("again")
  check(again.headers["redelivered"] == "true", "redelivered")
  settle(:ack, again)
end

# Transactions.
subscribe("/queue/transaction", "x", "auto")
{ :abort => "never", :commit => "committed" }.each do |last, body|
  CONNECTION.begin("t")
  CONNECTION.publish("/queue/transaction", body, { :transaction => "t" })
  CONNECTION.send(last, "t")
end
message("committed")

CONNECTION.unsubscribe("/queue/transaction", { :id => "x" }, "x")

# What a selector does not take waits for another consumer.
%w[red blue red].each { |colour| CONNECTION.publish("/queue/selected", colour, { :colour => colour }) }
CONNECTION.subscribe("/queue/selected", { :id => "s", :selector => "colour = 'red'" }, "s")
2.times { message("red") }
subscribe("/queue/selected", "rest", "auto")
message("blue")

# Heart-beats both ways: without its own the broker would have closed the connection meanwhile. The
# gem's own thread reads them, while nothing else does.
if VERSION != "1.0"
  Timeout.timeout(20) do
    sleep(0.05) until CONNECTION.hbrecv_count >= 3 && CONNECTION.hbsend_count >= 3
  end
end

# The gem connects and subscribes again by itself; the receipts of that come first.
subscribe("/queue/after", "a", "auto")
puts "restart"
$stdout.flush
back = Timeout.timeout(40) do
  loop do
    result = CONNECTION.receive
    break result if result && result.command == "MESSAGE"
  end
end
check(back.body == "still here", "body is #{back.body}")
CONNECTION.disconnect({ :receipt => "bye" })
check(CONNECTION.disconnect_receipt.headers["receipt-id"] == "bye", "the last receipt")
puts "done"
