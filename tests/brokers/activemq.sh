# shellcheck shell=bash disable=SC2154 # folder comes from `broker`
# ActiveMQ Classic from Debian's package, for `broker`: STOMP, STOMP over TLS and OpenWire; in memory
# only, unless there is a store: then it also keeps what was delivered before, for `redelivered`.
# Anonymous connections are let in; of those who give a name, only console with secret,
# and one whose name and password have a backslash (tst_connecting). Two queues are full with a few
# messages, and two users may only read, or only write (tst_brokerproof).

start_broker() {
    local jars port=0 persistent=false stored= kept=
    local all=users,anonymous any=users,anonymous,readers,writers
    make_certificates
    openssl pkcs12 -export -in "$folder/conf/broker.pem" -inkey "$folder/conf/broker.key" \
        -name broker -out "$folder/conf/broker.p12" -passout pass:console >>"$folder/log" 2>&1
    if [[ $store ]]; then
        port=$(kept_port) persistent=true
        kept="<policyEntry queue=\">\" persistJMSRedelivered=\"true\"/>"
        stored="<persistenceAdapter><kahaDB directory=\"$store/kahadb\" journalMaxFileLength=\"4mb\"/></persistenceAdapter>"
    fi
    cat >"$folder/conf/activemq.xml" <<XML
<beans xmlns="http://www.springframework.org/schema/beans"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans-2.0.xsd
  http://activemq.apache.org/schema/core http://activemq.apache.org/schema/core/activemq-core.xsd">
  <broker xmlns="http://activemq.apache.org/schema/core" brokerName="localhost" useJmx="false"
      persistent="$persistent" schedulerSupport="false" dataDirectory="$folder/data">
    <destinationPolicy><policyMap><policyEntries>
      <policyEntry queue="full.blocking" memoryLimit="4 kb" producerFlowControl="true"/>
      <policyEntry queue="full.refusing" memoryLimit="4 kb" producerFlowControl="true"
          sendFailIfNoSpace="true"/>
      $kept
    </policyEntries></policyMap></destinationPolicy>
    $stored
    <plugins>
      <simpleAuthenticationPlugin anonymousAccessAllowed="true">
        <users>
          <authenticationUser username="console" password="secret" groups="users"/>
          <authenticationUser username="reader" password="reader" groups="readers"/>
          <authenticationUser username="writer" password="writer" groups="writers"/>
          <authenticationUser username="dom\cat" password="pass\new:7" groups="users"/>
        </users>
      </simpleAuthenticationPlugin>
      <authorizationPlugin><map><authorizationMap><authorizationEntries>
        <authorizationEntry queue=">" read="$all,readers" write="$all,writers" admin="$any"/>
        <authorizationEntry topic=">" read="$all,readers" write="$all,writers" admin="$any"/>
        <authorizationEntry topic="ActiveMQ.Advisory.>" read="$any" write="$any" admin="$any"/>
      </authorizationEntries></authorizationMap></map></authorizationPlugin>
    </plugins>
    <sslContext>
      <sslContext keyStore="$folder/conf/broker.p12" keyStoreType="PKCS12" keyStorePassword="console"/>
    </sslContext>
    <systemUsage><systemUsage>
      <memoryUsage><memoryUsage limit="256 mb"/></memoryUsage>
      <storeUsage><storeUsage limit="64 mb"/></storeUsage>
      <tempUsage><tempUsage limit="64 mb"/></tempUsage>
    </systemUsage></systemUsage>
    <transportConnectors>
      <transportConnector name="stomp" uri="stomp+nio://127.0.0.1:$port"/>
      <transportConnector name="stomp+ssl" uri="stomp+nio+ssl://127.0.0.1:0"/>
      <transportConnector name="openwire" uri="tcp://127.0.0.1:0"/>
    </transportConnectors>
  </broker>
</beans>
XML
    cat >"$folder/conf/log4j.properties" <<'PROPERTIES'
log4j.rootLogger=INFO, console
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern=%d %-5p %m%n
PROPERTIES
    jars=$(printf '%s:' /usr/share/activemq/lib/*.jar /usr/share/activemq/lib/optional/*.jar \
        /usr/share/activemq/bin/activemq.jar /usr/share/java/xstream.jar /usr/share/java/jettison.jar)
    launch java -Xmx640m -XX:+UseSerialGC -XX:-UsePerfData -Djava.io.tmpdir="$folder/data" \
        -Duser.home="$folder/home" -Dactivemq.home=/usr/share/activemq -Dactivemq.base="$folder" \
        -Dactivemq.conf="$folder/conf" -Dactivemq.data="$folder/data" \
        -classpath "$jars$folder/conf" \
        org.apache.activemq.console.Main start "xbean:file:$folder/conf/activemq.xml"
}

broker_ready() { grep -q 'Connector openwire started' "$folder/log"; }

port_of() { sed -n "s|.*Listening for connections at: $1://[^:]*:\([0-9]*\).*|\1|p" "$folder/log"; }

broker_ports() {
    echo "stomp=$(port_of 'stomp+nio')"
    echo "tls=$(port_of 'stomp+nio+ssl')"
    echo "ca=$folder/conf/ca.pem"
    echo "other=$(port_of tcp)"
    echo "login=console"
    echo "password=secret"
}
