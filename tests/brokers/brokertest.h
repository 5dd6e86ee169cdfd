#pragma once

#include "peer.h"

#include <support/printing.h>

#include <QTest>

#include <algorithm>
#include <initializer_list>
#include <optional>

using Bodies = std::vector<std::string>;

namespace QTest {

template <>
inline char* toString(const Bodies& bodies)
{
    std::string all;
    for (const std::string& body : bodies)
        all.append(all.empty() ? "" : ", ").append(body, 0, 100);
    return toString(all);
}

} // namespace QTest

/** The request was confirmed; otherwise the test ends with the reason. */
#define CONFIRMED(request)                                                                         \
    do {                                                                                           \
        const QString reason = (request);                                                          \
        QVERIFY2(reason.isEmpty(), qPrintable(reason));                                            \
    } while (false)

/** The peer is connected; otherwise the test ends with what stood in the way. */
#define OPEN(peer) QVERIFY2((peer).open(), qPrintable((peer).trouble()))

/**
 * The ground of the tests against real brokers: the broker that ctest has started, rows for the
 * protocol's versions, and destinations that no other test uses. A broker that is not there fails.
 */
class BrokerTest : public QObject
{
    Q_OBJECT

protected:
    RealBroker broker = RealBroker::shared();

    static void addVersions(std::initializer_list<Stomp::Version> versions = {
                                Stomp::Version::V10, Stomp::Version::V11, Stomp::Version::V12})
    {
        QTest::addColumn<Stomp::Version>("version");
        for (const Stomp::Version version : versions)
            QTest::newRow(std::string(Stomp::toString(version)).c_str()) << version;
    }

    /** "console.<test function>.<row>": the broker is new in each run, so that this is unique. */
    static std::string name()
    {
        std::string name = std::string("console.") + QTest::currentTestFunction();
        if (QTest::currentDataTag())
            name.append(".").append(QTest::currentDataTag());
        // A comma would make Classic send to two destinations.
        std::replace_if(
            name.begin(), name.end(), [](char c) { return c == ' ' || c == ','; }, '_');
        return name;
    }
    static std::string queue() { return "/queue/" + name(); }
    static std::string topic() { return "/topic/" + name(); }

    /** A new consumer of the queue gets these and nothing more, each marked as redelivered or not,
     * where that is said. */
    void compareWithWhatIsLeft(const std::string& destination, const Bodies& expected,
        std::optional<bool> redelivered = true)
    {
        Peer consumer(broker, Stomp::Version::V12);
        OPEN(consumer);
        CONFIRMED(consumer.send(destination, "marker"));
        QVERIFY(consumer.subscribe(destination));
        QVERIFY(consumer.waitForMessages(expected.size() + 1));
        QVERIFY(consumer.leave());
        Bodies all = expected;
        all.push_back("marker");
        QCOMPARE(consumer.bodies(), all);
        for (const Received& message : consumer.messages) {
            const bool isMarked = message.frame.value("redelivered") == "true";
            if (redelivered)
                QCOMPARE(isMarked, *redelivered && message.frame.body != "marker");
        }
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(broker.isValid(), qPrintable(broker.error())); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
};
