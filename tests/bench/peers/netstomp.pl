# Net::Stomp for the benches: netstomp.pl PORT MESSAGES TASK [BODIES]; see stomppy.py.
use strict;
use warnings;
use Time::HiRes qw(time);

eval { require Net::Stomp; 1 } or exit 77;

my ( $port, $messages, $task, $file ) = @ARGV;
my $destination = '/queue/bench.orders';
my $bytes       = 200;
my %windows     = ( 'pipelined' => 100, 'one-by-one' => 1 );    # it reads only when told to

my $stomp = Net::Stomp->new(
    { hostname => '127.0.0.1', port => $port, timeout => 20, reconnect_on_fork => 0 } );
$stomp->connect( { 'accept-version' => '1.2', host => 'localhost' } );

if ( $task eq 'receive' ) {
    $stomp->subscribe( { destination => $destination, ack => 'auto', id => '1' } );
    my $size  = length $stomp->receive_frame->body;
    my $began = time;
    $size += length $stomp->receive_frame->body for 2 .. $messages;
    my $took = time - $began;
    die "$size bytes\n" unless $size == $bytes * $messages;
    print "$took\n";
}
else {
    open my $handle, '<:raw', $file or die "$file: $!\n";
    my @bodies;
    while ( read $handle, my $body, $bytes ) { push @bodies, $body }
    my $confirmed = 0;
    my $take      = sub {
        my $frame = $stomp->receive_frame or die "no receipt $confirmed\n";
        $frame->command eq 'RECEIPT' && $frame->headers->{'receipt-id'} eq "m$confirmed"
            or die $frame->command . " instead of receipt $confirmed\n";
        ++$confirmed;
    };
    my $window = $windows{$task};
    for my $number ( 0 .. $messages - 1 ) {
        my %message = (
            destination    => $destination,
            body           => $bodies[ $number % @bodies ],
            'content-type' => 'application/json',
        );
        $message{receipt} = "m$number" if $window;
        $stomp->send( \%message );
        $take->() if $window && $number + 1 - $confirmed >= $window;
    }
    $take->() while $window && $confirmed < $messages;
    $stomp->disconnect;
}
