# Net::Stomp for bench_client: peer_netstomp.pl PORT MESSAGES. Prints the seconds that they took.
use strict;
use warnings;
use Net::Stomp;
use Time::HiRes qw(time);

my ( $port, $messages ) = @ARGV;
my $stomp = Net::Stomp->new(
    { hostname => '127.0.0.1', port => $port, timeout => 20, reconnect_on_fork => 0 } );
$stomp->connect( { 'accept-version' => '1.2', host => 'localhost' } );
$stomp->subscribe( { destination => '/queue/bench.orders', ack => 'auto', id => '1' } );
my $size  = length $stomp->receive_frame->body;
my $began = time;
$size += length $stomp->receive_frame->body for 2 .. $messages;
my $took = time - $began;
die "$size bytes\n" unless $size == 200 * $messages;
print "$took\n";
