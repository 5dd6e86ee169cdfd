#pragma once

#include "brokertest.h"
#include "brokerwindow.h"

#include <algorithm>

/** A queue that is fed and looked into by others than the window. */
class AckBench : public BrokerTest
{
protected:
    [[nodiscard]] static std::string out() { return queue() + ".out"; }
    [[nodiscard]] static QString text(const std::string& utf8)
    {
        return QString::fromStdString(utf8);
    }
    void feed(const Bodies& bodies)
    {
        Peer producer(broker, Stomp::Version::V12);
        OPEN(producer);
        for (const std::string& body : bodies)
            CONFIRMED(producer.send(queue(), body, {{"persistent", "true"}}));
        QVERIFY(producer.leave());
    }
    /** All of the queue, in any order, each marked as redelivered: what is there for others. */
    void findThere(const Bodies& expected)
    {
        Peer consumer(broker, Stomp::Version::V12);
        OPEN(consumer);
        CONFIRMED(consumer.send(queue(), "marker"));
        QVERIFY(consumer.subscribe(queue()));
        QVERIFY(consumer.waitForMessages(expected.size() + 1));
        QVERIFY(consumer.leave());
        Bodies found;
        for (const Received& message : consumer.messages) {
            QCOMPARE(message.frame.value("redelivered") == "true", message.frame.body != "marker");
            if (message.frame.body != "marker")
                found.push_back(message.frame.body);
        }
        std::ranges::sort(found);
        QCOMPARE(found, expected);
    }
};
