#pragma once

#include <stomp/broker/brokerskin.h>

#include <QTest>

namespace Testing {

/** A column "skin". */
inline void addSkinRows()
{
    QTest::addColumn<Stomp::BrokerSkin::Kind>("skin");
    using enum Stomp::BrokerSkin::Kind;
    QTest::newRow("plain") << Plain;
    QTest::newRow("activemq") << ActiveMq;
    QTest::newRow("rabbitmq") << RabbitMq;
}

} // namespace Testing
