# shellcheck shell=bash disable=SC2154 # folder and kind come from `broker`
# The practice broker in the skin of a real one, for `broker`: practice-activemq, practice-rabbitmq. The tests
# of the real brokers then say how far it is like them. CONSOLE_PROGRAM is stomp-console.

start_broker() {
    if [[ $store ]]; then stomp=$(kept_port); else stomp=$(free_port); fi
    local users=()
    if [[ $kind == practice-rabbitmq ]]; then
        (umask 077 && echo guest:guest >"$folder/conf/users")
        users=(--users "$folder/conf/users")
    fi
    launch env QT_QPA_PLATFORM=offscreen "$CONSOLE_PROGRAM" broker --port "$stomp" \
        --skin "${kind#practice-}" "${users[@]}"
}

broker_ready() { grep -q "stomp://127.0.0.1:$stomp" "$folder/log"; }

broker_ports() {
    echo "stomp=$stomp"
    if [[ $kind == practice-rabbitmq ]]; then
        echo "login=guest"
        echo "password=guest"
    fi
}
