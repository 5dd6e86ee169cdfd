#include <stomp/dialect/dialectways.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace Stomp;

namespace {

constexpr HeaderUse allUses[]{
    HeaderUse::Connect, HeaderUse::Subscribe, HeaderUse::Send, HeaderUse::Message};

} // namespace

/** The brokers' tables: whole, without contradictions, and as stomp-facts 3.3 to 3.10 says. */
class TestDialectWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void everyMatterIsAnswered();
    void headersAreWhole();
    void destinationsAreWhatTheyShow();
    void headers_data();
    void headers();
    void describesAHeader();
    void onlyWhatWasTriedSaysSo();
    void whatWasTriedSaysSo_data();
    void whatWasTriedSaysSo();
    void evidenceAgrees();
    void repliesComeTheBrokersWay();
};

void TestDialectWays::everyMatterIsAnswered()
{
    for (const DialectFacts& facts : allDialects()) {
        for (int matter = 0; matter <= int(Matter::Limits); ++matter) {
            const auto says = behaviourOf(facts.dialect, Matter(matter));
            QVERIFY2(says.value.ends_with('.'),
                qPrintable(QStringLiteral("%1, matter %2")
                               .arg(QString::fromUtf8(facts.displayName.data()))
                               .arg(matter)));
        }
        std::set<Matter> seen;
        for (const Behaviour& behaviour : waysOf(facts.dialect).behaviours)
            QVERIFY(seen.insert(behaviour.matter).second);
        QCOMPARE(behaviourOf(facts.dialect, Matter::Nack).value, facts.nack.value);
        // What is said of browsing and of durable subscriptions agrees with what is offered.
        const bool offersBrowse = !facts.browseHeader.value.empty();
        QCOMPARE(behaviourOf(facts.dialect, Matter::Browsing).value.starts_with("Not offered"),
            !offersBrowse);
        QCOMPARE(behaviourOf(facts.dialect, Matter::Durable).value.starts_with("Not offered"),
            facts.durable.value.headers.empty());
    }
}

void TestDialectWays::headersAreWhole()
{
    for (const DialectFacts& facts : allDialects()) {
        for (const HeaderUse use : allUses) {
            std::set<std::string_view> names;
            for (const HeaderFact& fact : headersOf(facts.dialect, use)) {
                const std::string name(fact.name);
                QVERIFY2(names.insert(fact.name).second, name.c_str());
                QVERIFY2(fact.meaning.ends_with('.'), name.c_str());
                QVERIFY2(fact.kind != ValueKind::Choice || !fact.allowed.empty(), name.c_str());
                QVERIFY2(headerOf(facts.dialect, use, fact.name), name.c_str());
            }
        }
        const Prefetch& prefetch = facts.prefetch.value;
        if (prefetch.unit == Prefetch::Unit::None)
            continue;
        const HeaderFact* fact = headerOf(facts.dialect, HeaderUse::Subscribe, prefetch.header);
        QVERIFY(fact);
        QCOMPARE(fact->kind,
            prefetch.unit == Prefetch::Unit::Bytes ? ValueKind::Bytes : ValueKind::Messages);
    }
}

void TestDialectWays::destinationsAreWhatTheyShow()
{
    for (const DialectFacts& facts : allDialects()) {
        QVERIFY(!waysOf(facts.dialect).destinations.empty());
        for (const DestinationForm& form : waysOf(facts.dialect).destinations) {
            const std::string example(form.example);
            QVERIFY2(form.example.starts_with(form.prefix), example.c_str());
            QVERIFY2(form.meaning.ends_with('.'), example.c_str());
            if (facts.dialect != Dialect::Spring) {
                QCOMPARE(toString(kindOf(facts.dialect, form.example)), toString(form.kind));
            }
        }
    }
}

void TestDialectWays::headers_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<int>("use");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<int>("kind"); // -1: there is no such header
    const auto row = [](Dialect dialect, HeaderUse use, const char* name, int kind) {
        QTest::addRow("%s %d %s", std::string(toString(dialect)).c_str(), int(use), name)
            << int(dialect) << int(use) << std::string(name) << kind;
    };
    using enum Dialect;
    row(ActiveMq, HeaderUse::Send, "expires", int(ValueKind::EpochMs));
    row(Artemis, HeaderUse::Send, "expires", int(ValueKind::EpochMs));
    row(RabbitMq, HeaderUse::Send, "expires", -1);
    row(RabbitMq, HeaderUse::Send, "expiration", int(ValueKind::DurationMs));
    row(ActiveMq, HeaderUse::Send, "expiration", -1);
    row(ActiveMq, HeaderUse::Subscribe, "activemq.prefetchSize", int(ValueKind::Messages));
    row(Artemis, HeaderUse::Subscribe, "activemq.prefetchSize", int(ValueKind::Bytes));
    row(Artemis, HeaderUse::Subscribe, "consumer-window-size", int(ValueKind::Bytes));
    row(RabbitMq, HeaderUse::Subscribe, "prefetch-count", int(ValueKind::Messages));
    row(RabbitMq, HeaderUse::Subscribe, "selector", -1);
    row(RabbitMq, HeaderUse::Subscribe, "x-queue-type", int(ValueKind::Choice));
    row(RabbitMq, HeaderUse::Message, "timestamp", int(ValueKind::EpochSeconds));
    row(ActiveMq, HeaderUse::Message, "timestamp", int(ValueKind::EpochMs));
    row(ActiveMq, HeaderUse::Connect, "activemq.anything", int(ValueKind::Text));
    row(ActiveMq, HeaderUse::Connect, "activemq", -1);
    row(Spring, HeaderUse::Message, "redelivered", -1);
    row(Generic, HeaderUse::Message, "message-id", int(ValueKind::Text));
    row(Generic, HeaderUse::Message, "Message-Id", -1); // case matters
    row(Practice, HeaderUse::Message, "delivery-count", int(ValueKind::Number));
}

void TestDialectWays::headers()
{
    QFETCH(int, dialect);
    QFETCH(int, use);
    QFETCH(std::string, name);
    QFETCH(int, kind);
    const HeaderFact* const fact = headerOf(Dialect(dialect), HeaderUse(use), name);
    QCOMPARE(fact ? int(fact->kind) : -1, kind);
}

void TestDialectWays::describesAHeader()
{
    const HeaderFact* type = headerOf(Dialect::Artemis, HeaderUse::Send, "destination-type");
    QVERIFY(type);
    const std::string text = describe(*type);
    QVERIFY(text.starts_with(type->meaning));
    QVERIFY(text.find("One of: ANYCAST, MULTICAST.") != std::string::npos);
    QVERIFY(allowedValues(*type) == std::vector<std::string_view>({"ANYCAST", "MULTICAST"}));
    const HeaderFact* persistent = headerOf(Dialect::RabbitMq, HeaderUse::Send, "persistent");
    QVERIFY(allowedValues(*persistent) == std::vector<std::string_view>({"true", "false"}));
    QVERIFY(describe(*persistent).find("Without it: false.") != std::string::npos);
    const HeaderFact* expires = headerOf(Dialect::ActiveMq, HeaderUse::Send, "expires");
    QVERIFY(describe(*expires).find("since 1970") != std::string::npos);
    QVERIFY(allowedValues(*expires).empty());
}

void TestDialectWays::onlyWhatWasTriedSaysSo()
{
    // There is no Artemis and no Spring here to try anything on.
    for (const Dialect dialect : {Dialect::Artemis, Dialect::Spring, Dialect::Generic}) {
        const DialectWays& ways = waysOf(dialect);
        for (const auto headers : {ways.connect, ways.subscribe, ways.send, ways.message}) {
            for (const HeaderFact& fact : headers)
                QVERIFY(fact.evidence == Evidence::FromSource);
        }
        for (const Behaviour& behaviour : ways.behaviours)
            QVERIFY(behaviour.says.evidence == Evidence::FromSource);
        for (const DestinationForm& form : ways.destinations)
            QVERIFY(form.evidence == Evidence::FromSource);
    }
}

/** What a test of tests/brokers shows on the real broker. */
void TestDialectWays::whatWasTriedSaysSo_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<int>("matter");
    const auto row = [](Dialect dialect, Matter matter, const char* by) {
        QTest::addRow("%s, %s", std::string(toString(dialect)).c_str(), by)
            << int(dialect) << int(matter);
    };
    for (const Dialect both : {Dialect::ActiveMq, Dialect::RabbitMq}) {
        row(both, Matter::Ack, "tst_settling");
        row(both, Matter::Nack, "tst_nacking");
        row(both, Matter::Transactions, "tst_transactions");
        row(both, Matter::Receipts, "tst_transactions: receipts");
        row(both, Matter::Unroutable, "tst_delivery");
        row(both, Matter::Errors, "tst_errors");
        row(both, Matter::Unsubscribe, "tst_settling: unsubscribed");
    }
    row(Dialect::ActiveMq, Matter::Redelivery, "tst_settling: redelivered");
    row(Dialect::ActiveMq, Matter::Browsing, "tst_queuelook");
    row(Dialect::ActiveMq, Matter::Peeking, "tst_queuelook: peek");
    row(Dialect::ActiveMq, Matter::Durable, "tst_durablebroker");
}

void TestDialectWays::whatWasTriedSaysSo()
{
    QFETCH(int, dialect);
    QFETCH(int, matter);
    QVERIFY(behaviourOf(Dialect(dialect), Matter(matter)).evidence == Evidence::TriedLive);
}

/** A fact stands in more than one table, and is tried in all of them or in none. */
void TestDialectWays::evidenceAgrees()
{
    for (const DialectFacts& facts : allDialects()) {
        const auto evidenceOf = [&facts](HeaderUse use, std::string_view name) {
            const HeaderFact* const fact = headerOf(facts.dialect, use, name);
            return fact ? fact->evidence : Evidence::FromSource;
        };
        if (!facts.prefetch.value.header.empty())
            QCOMPARE(int(facts.prefetch.evidence),
                int(evidenceOf(HeaderUse::Subscribe, facts.prefetch.value.header)));
        if (!facts.browseHeader.value.empty())
            QCOMPARE(int(facts.browseHeader.evidence),
                int(evidenceOf(HeaderUse::Subscribe, facts.browseHeader.value)));
        QCOMPARE(int(facts.nack.evidence), int(behaviourOf(facts.dialect, Matter::Nack).evidence));
    }
}

void TestDialectWays::repliesComeTheBrokersWay()
{
    QVERIFY(replyWayOf(Dialect::ActiveMq) == ReplyWay::OwnSubscription);
    QVERIFY(replyWayOf(Dialect::Practice) == ReplyWay::OwnSubscription);
    QVERIFY(replyWayOf(Dialect::RabbitMq) == ReplyWay::ByBroker);
    for (const Dialect none : {Dialect::Artemis, Dialect::Spring, Dialect::Generic})
        QVERIFY(replyWayOf(none) == ReplyWay::None);
}

QTEST_APPLESS_MAIN(TestDialectWays)
#include "tst_dialectways.moc"
