# shellcheck shell=bash disable=SC2154 # folder comes from `broker`
# RabbitMQ from Debian's package, for `broker`: STOMP over TCP, TLS and WebSocket, and AMQP; login
# guest/guest, vhost /; and a user whose name and password have a backslash (tst_connecting). Queues
# named full.* are so with two messages, and two users may only read, or only write (tst_brokerproof).
# It gets a port mapper (epmd) of its own, so that nothing is shared with other nodes of the host.

start_broker() {
    local sbin mapper=0 nodes=0
    mapper=$(free_port) nodes=$(free_port) amqp=$(free_port)
    tls=$(free_port) ws=$(free_port) wss=$(free_port)
    if [[ $store ]]; then stomp=$(kept_port); else stomp=$(free_port); fi
    make_certificates
    sbin=$(printf '%s\n' /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin | tail -n 1)
    echo '[rabbitmq_stomp,rabbitmq_web_stomp].' >"$folder/conf/enabled_plugins"
    cat >"$folder/conf/rabbitmq.conf" <<CONF
listeners.tcp.default = 127.0.0.1:$amqp
stomp.listeners.tcp.1 = 127.0.0.1:$stomp
stomp.listeners.ssl.1 = 127.0.0.1:$tls
ssl_options.certfile = $folder/conf/broker.pem
ssl_options.keyfile = $folder/conf/broker.key
web_stomp.tcp.ip = 127.0.0.1
web_stomp.tcp.port = $ws
web_stomp.ssl.ip = 127.0.0.1
web_stomp.ssl.port = $wss
web_stomp.ssl.certfile = $folder/conf/broker.pem
web_stomp.ssl.keyfile = $folder/conf/broker.key
log.console = true
log.console.level = info
log.file = false
load_definitions = $folder/conf/definitions.json
disk_free_limit.absolute = 50MB
CONF
    # What is in it replaces the users that a new node makes by itself.
    cat >"$folder/conf/definitions.json" <<'JSON'
{"vhosts": [{"name": "/"}],
 "users": [{"name": "guest", "password": "guest", "tags": "administrator"},
           {"name": "dom\\cat", "password": "pass\\new:7", "tags": ""},
           {"name": "reader", "password": "reader", "tags": ""},
           {"name": "writer", "password": "writer", "tags": ""}],
 "policies": [
    {"vhost": "/", "name": "full", "pattern": "^full\\.", "apply-to": "queues", "priority": 0,
     "definition": {"max-length": 2, "overflow": "reject-publish"}}],
 "permissions": [
    {"user": "guest", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"},
    {"user": "dom\\cat", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"},
    {"user": "reader", "vhost": "/", "configure": "", "write": "", "read": ".*"},
    {"user": "writer", "vhost": "/", "configure": "", "write": ".*", "read": ""}]}
JSON
    launch epmd -port "$mapper" -address 127.0.0.1
    # detached: the server script becomes the Erlang machine, instead of a shell that waits for it.
    launch env detached=1 HOME="$folder/home" ERL_EPMD_PORT="$mapper" ERL_EPMD_ADDRESS=127.0.0.1 \
        ERL_CRASH_DUMP_SECONDS=0 RABBITMQ_CONF_ENV_FILE=/dev/null \
        RABBITMQ_NODENAME="console-tests-$stomp@localhost" RABBITMQ_DIST_PORT="$nodes" \
        RABBITMQ_MNESIA_BASE="${store:-$folder/data}" RABBITMQ_LOG_BASE="$folder/data" \
        RABBITMQ_CONFIG_FILE="$folder/conf/rabbitmq.conf" \
        RABBITMQ_ENABLED_PLUGINS_FILE="$folder/conf/enabled_plugins" \
        "$sbin/rabbitmq-server"
}

broker_ready() { grep -q 'Server startup complete' "$folder/log"; }

broker_ports() {
    echo "stomp=$stomp"
    echo "tls=$tls"
    echo "ws=$ws"
    echo "wss=$wss"
    echo "ca=$folder/conf/ca.pem"
    echo "other=$amqp"
    echo "login=guest"
    echo "password=guest"
}
