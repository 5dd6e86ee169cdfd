#include <support/messages.h>
#include <ui/models/filterreading.h>
#include <ui/models/filterterms.h>
#include <ui/models/seennames.h>

#include <QTest>

using namespace Ui;
using Testing::Message;
using Testing::StoreWriter;

/** What is typed into the filter line, and what is typed for the user. */
class tst_FilterReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void autoTellsConditionsFromTexts_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* typed, const char* expected) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(expected);
        };
        row("", "all");
        row("  ", "all");
        row("orders", "text");
        row("\"orders\"", "text");
        row("connection and retry", "text");
        row("TRUE", "text");
        row("42", "text");
        row("order-17", "text");
        row("/queue/orders", "text");
        row("don't panic", "text");
        row("{\"qty\":5}", "text");
        row("this is in order", "text");
        row("3f2504e0-4f89-11d3", "text");
        row("priority = 4", "condition");
        row("$.order.qty > 5 AND redelivered = 'true'", "condition");
        row("$.open", "condition");
        row("NOT destination LIKE '/topic/%'", "condition");
        row("a IS NULL", "condition");
        row("a IN ('x', 'y')", "condition");
        row("$.order.qty >", "mistake");
        row("priority = ", "mistake");
        row("$.", "mistake");
        row("destination LIKE", "mistake");
        row("a IS NOT", "mistake");
        row("a IN (", "mistake");
    }
    void autoTellsConditionsFromTexts()
    {
        QFETCH(QString, typed);
        QFETCH(QString, expected);
        const FilterReading reading = readFilter(typed, FilterMode::Auto);
        const QString found = reading.isMistake ? QStringLiteral("mistake")
            : reading.filter.isEmpty()          ? QStringLiteral("all")
            : reading.isText                    ? QStringLiteral("text")
                                                : QStringLiteral("condition");
        QCOMPARE(found, expected);
        QCOMPARE(reading.isMistake, reading.isMistake && !reading.complaint.isEmpty());
        QVERIFY(!reading.isMistake || reading.filter.isEmpty());
    }

    void modesForceAReading()
    {
        QVERIFY(readFilter(QStringLiteral("priority = 4"), FilterMode::Text).isText);
        QVERIFY(readFilter(QStringLiteral("/queue/orders"), FilterMode::Condition).isMistake);
        const FilterReading words = readFilter(QStringLiteral("orders"), FilterMode::Condition);
        QVERIFY(!words.isText);
        QVERIFY(!words.isMistake);
    }

    void mistakesStandAtTheirPlaceInCharacters()
    {
        const FilterReading reading =
            readFilter(QStringLiteral("\"größe\" = 'üü' AND AND"), FilterMode::Auto);
        QVERIFY(reading.isMistake);
        QCOMPARE(reading.at, qsizetype(19));
        QCOMPARE(reading.length, qsizetype(3));
        const FilterReading end = readFilter(QStringLiteral("\"größe\" ="), FilterMode::Auto);
        QCOMPARE(end.at, qsizetype(9));
        QCOMPARE(end.length, qsizetype(0));
    }

    void hintsDoNotStop()
    {
        const FilterReading reading =
            readFilter(QStringLiteral("content-type = 'x'"), FilterMode::Auto);
        if (reading.isMistake)
            QSKIP("the language refuses it");
        QVERIFY(!reading.complaint.isEmpty());
        QVERIFY(!reading.filter.isEmpty());
    }

    void termsOfAMessageFindIt()
    {
        Stomp::MessageStore store;
        StoreWriter writer(store);
        writer.write(Message("/queue/it's",
            "{\"order\":{\"qty\":12,\"odd "
            "name\":\"a'b\"},\"list\":[1.50,null],\"open\":false,\"qty\":1,\"qty\":2}",
            "content-type:application/json\npriority:4\npasscode:secret\n"));
        const Stomp::StoredMessage message = store.messageAt(0);
        QStringList names;
        QList<FilterTerm> terms = filterTerms(message, 100);
        terms << sizeTerm(*message.row) << timeTerm(*message.row, false)
              << timeTerm(*message.row, true);
        for (const FilterTerm& term : terms) {
            names << term.name;
            QList<QPair<QString, bool>> expressions{{term.is(), true}, {term.isNot(), false}};
            if (!term.ordered.isEmpty())
                expressions << qMakePair(term.isGreater(), false)
                            << qMakePair(term.isLess(), false);
            for (const auto& [expression, isWanted] : expressions) {
                const FilterReading reading = readFilter(expression, FilterMode::Auto);
                QVERIFY2(!reading.isMistake && !reading.isText, qPrintable(expression));
                Stomp::MessageJudge judge(reading.filter);
                QVERIFY2(judge.isWanted(message.bytes(), *message.row, false) == isWanted,
                    qPrintable(expression));
            }
        }
        for (const char* name : {"destination", "\"content-type\"", "priority", "$.order.qty",
                 "$.order['odd name']", "$.list[0]", "$.list[1]", "$.open", "$.qty"})
            QVERIFY2(names.contains(QLatin1StringView(name)), name);
        QCOMPARE(names.count(QStringLiteral("$.qty")), qsizetype(1));
        QVERIFY(!names.contains(QStringLiteral("passcode")));
        QCOMPARE(filterTerms(message, 2).size(), qsizetype(2));
        QVERIFY(filterTerms({}, 5).isEmpty());
    }

    void termsNarrow()
    {
        const auto term = QStringLiteral("b = '1'");
        QCOMPARE(withTerm({}, term), term);
        QCOMPARE(withTerm(QStringLiteral("a = 1"), term), QStringLiteral("a = 1 AND b = '1'"));
        QCOMPARE(withTerm(QStringLiteral("a = 1 OR c = 2"), term),
            QStringLiteral("(a = 1 OR c = 2) AND b = '1'"));
    }

    void seenNames()
    {
        Stomp::MessageStore store;
        StoreWriter writer(store);
        writer.write(Message("/queue/a", "{\"b\":1}", "zone:eu\n"));
        for (int i = 0; i < 3000; ++i)
            writer.write(Message("/queue/a", "{\"a\":{\"c\":\"x\"}}"));
        const auto sample = SeenNames::sampleOf(store);
        QVERIFY(sample.size() <= SeenNames::sample + 1);
        QCOMPARE(sample.front().serial, std::uint64_t(3000)); // the newest
        SeenNames seen;
        seen.look(store.messageAt(0));
        for (const Stomp::StoredMessage& message : sample)
            seen.look(message);
        QStringList names;
        for (const SeenNames::Name& name : seen.names())
            names << name.text;
        QCOMPARE(names,
            (QStringList{QStringLiteral("destination"), QStringLiteral("\"message-id\""),
                QStringLiteral("subscription"), QStringLiteral("zone"), QStringLiteral("$.a.c"),
                QStringLiteral("$.b")}));
        seen.lookAtSource(store.messageAt(0)); // only where it can be asked for
        names.clear();
        for (const SeenNames::Name& name : seen.names())
            names << name.text + u'=' + name.example;
        QVERIFY(names.contains(QStringLiteral("from_connection=1")));
        QVERIFY(names.contains(QStringLiteral("from_subscription=1")));
        QVERIFY(names.contains(QStringLiteral("body_size=7")));
        QVERIFY(!names.filter(QStringLiteral("received_at='20")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_FilterReading)
#include "tst_filterreading.moc"
