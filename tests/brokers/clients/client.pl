# Net::Stomp against a broker on 127.0.0.1: client.pl PORT VERSION. Exits 0 when all went as told.
# It neither escapes nor unescapes headers, and leaves the references of ACK to its caller.
use strict;
use warnings;
use Net::Stomp;

my ( $port, $version ) = @ARGV;
# Bytes of UTF-8: the library writes what it gets.
my @bodies = ( "grüße", "李 🎁 №", '{"id":9007199254740993}' );

sub check {
    my ( $condition, $what ) = @_;
    die "not as expected: $what\n" unless $condition;
}

my $stomp = Net::Stomp->new(
    { hostname => '127.0.0.1', port => $port, timeout => 20, reconnect_on_fork => 0,
        connect_delay => 1 } );
my $connected = $stomp->connect(
    { login => 'guest', passcode => 'guest', 'accept-version' => $version, host => 'localhost' } );
check( $connected && $connected->command eq 'CONNECTED', 'CONNECTED' );
check( $connected->headers->{version} eq $version, 'version' );

sub frame {
    my ($command) = @_;
    my $frame = $stomp->receive_frame;
    check( $frame && $frame->command eq $command,
        "$command, but " . ( $frame ? $frame->as_string : 'nothing' ) );
    return $frame;
}

sub receipt {
    my ($name) = @_;
    check( frame('RECEIPT')->headers->{'receipt-id'} eq $name, "receipt $name" );
}

sub message {
    my ($body) = @_;
    my $frame = frame('MESSAGE');
    check( $frame->body eq $body,
        sprintf( 'body %.80s is %.80s', $body, $frame->body ) );
    return $frame;
}

sub settle {
    my ( $verb, $frame ) = @_;
    my %reference
        = $version eq '1.2' ? ( id => $frame->headers->{ack} )
        : $version eq '1.1' ? ( subscription => $frame->headers->{subscription} )
        :                     ();
    $stomp->$verb( { frame => $frame, %reference } );
}

sub subscribe {
    my ( $destination, $name, $ack ) = @_;
    $stomp->subscribe(
        { destination => $destination, id => $name, ack => $ack, receipt => "sub-$name" } );
    receipt("sub-$name");
}

# A queue, one by one and out of order.
subscribe( '/queue/individual', 'i', 'client-individual' );
my @frames;
for my $body (@bodies) {
    # The broker answers first, then delivers.
    check(
        $stomp->send_with_receipt(
            { destination => '/queue/individual', body => $body, note => '☕ ü' } ),
        'receipt of SEND'
    );
    push @frames, message($body);
}
check( $_->headers->{note} eq '☕ ü', 'header note' ) for @frames;
settle( 'ack', $frames[$_] ) for ( 1, 0, 2 );

# A topic, and a body of a megabyte.
subscribe( '/topic/news', 't', 'auto' );
for my $body ( $bodies[1], 'x' x 999_999 . 'é' ) {
    $stomp->send( { destination => '/topic/news', body => $body, bytes_message => 1 } );
    message($body);
}

# Mode client: the last acknowledges all.
subscribe( '/queue/cumulative', 'c', 'client' );
$stomp->send( { destination => '/queue/cumulative', body => $_ } ) for @bodies;
@frames = map { message($_) } @bodies;
settle( 'ack', $frames[2] );

# Refused, and delivered again.
if ( $version ne '1.0' ) {
    subscribe( '/queue/refused', 'r', 'client-individual' );
    $stomp->send( { destination => '/queue/refused', body => 'again' } );
    settle( 'nack', message('again') );
    my $again = message('again');
    check( $again->headers->{redelivered} eq 'true', 'redelivered' );
    settle( 'ack', $again );
}

# Transactions. send_transactional waits for a receipt in the middle.
subscribe( '/queue/transaction', 'x', 'auto' );
for my $frame (
    [ 'BEGIN', 'doomed' ],
    [ 'SEND',  'doomed', 'never' ],
    [ 'ABORT', 'doomed' ]
    )
{
    my ( $command, $transaction, $body ) = @$frame;
    my %headers = ( transaction => $transaction );
    $headers{destination} = '/queue/transaction' if $command eq 'SEND';
    $stomp->send_frame(
        Net::Stomp::Frame->new( { command => $command, headers => \%headers, body => $body } ) );
}
check( $stomp->send_transactional( { destination => '/queue/transaction', body => 'committed' } ),
    'transaction' );
message('committed');

$stomp->unsubscribe( { id => 'x', destination => '/queue/transaction', receipt => 'gone' } );
receipt('gone');

# What a selector does not take waits for another consumer.
$stomp->send( { destination => '/queue/selected', body => $_, colour => $_ } )
    for ( 'red', 'blue', 'red' );
$stomp->subscribe(
    { destination => '/queue/selected', id => 's', selector => "colour = 'red'" } );
message('red') for 1 .. 2;
subscribe( '/queue/selected', 'rest', 'auto' );
message('blue');

# It has no heart-beats. It connects and subscribes again by itself; the receipts of that come first, and
# nothing where the connection ended.
subscribe( '/queue/after', 'a', 'auto' );
$| = 1;
print "restart\n";
my $back;
for ( 1 .. 20 ) {
    $back = $stomp->receive_frame;
    last if $back && $back->command eq 'MESSAGE';
}
check( $back && $back->body eq 'still here', 'the message after the restart' );
$stomp->disconnect;
print "done\n";
