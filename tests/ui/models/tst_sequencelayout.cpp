#include <ui/models/framelogmodel.h>
#include <ui/models/sequencelayout.h>
#include <ui/models/sequencetext.h>

#include <stomp/framelog/framelogtext.h>

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace Ui;
using Testing::frameOf;
using Kind = SequenceRow::Kind;

namespace {

SequenceLayout::Party partyOf(quint32 connection)
{
    if (connection < 10)
        return {{}, QStringLiteral("one:61613")};
    return {QStringLiteral("Console"), QStringLiteral("two:61613"), QStringLiteral("orders-1"),
        QStringLiteral("Two/1.0")};
}

/** "SEND /queue/a 0>1": a row in short. */
QString shortOf(const SequenceRow& row)
{
    if (row.kind == Kind::Gap)
        return row.label;
    return QStringLiteral("%1 %2>%3").arg(row.label).arg(row.from).arg(row.to);
}

QStringList shortOf(const Sequence& sequence)
{
    QStringList all;
    for (const SequenceRow& row : sequence.rows)
        all << shortOf(row);
    return all;
}

QStringList namesOf(const Sequence& sequence)
{
    QStringList all;
    for (const SequenceLine& line : sequence.lines)
        all << (line.isBroker ? u'[' + line.name + u']' : line.name);
    return all;
}

/** Lines of frameOf(), a millisecond apart. */
void fill(FrameLogModel& model, const std::vector<std::string>& lines)
{
    std::deque<Stomp::FrameRecord> records;
    std::int64_t time = 0;
    for (const std::string& line : lines)
        records.push_back(frameOf(line, time += 1000));
    model.append(std::move(records), 0);
}

Sequence sequenceOf(const FrameLogModel& model, std::optional<quint64> from = {})
{
    return SequenceLayout::of(model, from, partyOf);
}

} // namespace

class TestSequenceLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesWhatFramesShare()
    {
        FrameLogModel model;
        model.setConnection(1, QStringLiteral("mine"));
        fill(model,
            {"1 > CONNECT accept-version:1.2 login:me passcode:***",
                "1 < CONNECTED version:1.2 server:practice/1",
                "1 > SUBSCRIBE id:s1 destination:/queue/a ack:client-individual receipt:1",
                "1 < RECEIPT receipt-id:1", "1 > SEND destination:/queue/a receipt:2 | {\"n\":1}",
                "1 < MESSAGE subscription:s1 message-id:long destination:/queue/a ack:7 | "
                "{\"n\":1}",
                "1 > ACK id:7 receipt:3", "1 < RECEIPT receipt-id:3",
                "1 < MESSAGE v1.1 subscription:s1 message-id:m8 destination:/queue/a",
                "1 > NACK v1.1 message-id:m8 subscription:s1", "1 > BEGIN transaction:t1",
                "1 > COMMIT transaction:t1", "1 > UNSUBSCRIBE id:s1", "1 < ERROR message:no",
                "1 > DISCONNECT receipt:9"});
        const Sequence sequence = sequenceOf(model);
        QCOMPARE(namesOf(sequence),
            (QStringList{QStringLiteral("mine"), QStringLiteral("[one:61613]")}));
        QCOMPARE(shortOf(sequence),
            (QStringList{QStringLiteral("CONNECT 0>1"), QStringLiteral("CONNECTED 1.2 1>0"),
                QStringLiteral("SUBSCRIBE /queue/a 0>1"), QStringLiteral("RECEIPT 1 1>0"),
                QStringLiteral("SEND /queue/a 0>1"), QStringLiteral("MESSAGE 7 1>0"),
                QStringLiteral("ACK 7 0>1"), QStringLiteral("RECEIPT 3 1>0"),
                QStringLiteral("MESSAGE m8 1>0"), QStringLiteral("NACK m8 0>1"),
                QStringLiteral("BEGIN t1 0>1"), QStringLiteral("COMMIT t1 0>1"),
                QStringLiteral("UNSUBSCRIBE s1 0>1"), QStringLiteral("ERROR no 1>0"),
                QStringLiteral("DISCONNECT 0>1")}));
        QCOMPARE(
            sequence.rows.at(2).detail, QStringLiteral("id s1  ack:client-individual  receipt 1"));
        QCOMPARE(sequence.rows.at(4).detail, QStringLiteral("receipt 2  {\"n\":1}"));
        QCOMPARE(sequence.rows.at(5).detail, QStringLiteral("/queue/a  {\"n\":1}"));
        QCOMPARE(sequence.rows.at(9).mood, SequenceRow::Mood::Refusal);
        QCOMPARE(sequence.rows.at(13).mood, SequenceRow::Mood::Failure);
        QCOMPARE(sequence.rows.at(0).sinceUs, 0);
        QCOMPARE(sequence.rows.at(1).sinceUs, 1000);
        QCOMPARE(sequence.rows.at(4).serial, 5U);
        QCOMPARE(sequenceCaption(sequence), QStringLiteral("15 lines of the frame log"));
    }

    void placesLifeLines()
    {
        FrameLogModel model;
        for (const quint32 number : {1U, 2U, 3U, 10U})
            model.setConnection(number, QStringLiteral("c%1").arg(number));
        fill(model, {"3 > BEGIN", "10 > BEGIN", "1 > BEGIN", "2 < RECEIPT", "4 > BEGIN"});
        const Sequence sequence = sequenceOf(model);
        QCOMPARE(namesOf(sequence),
            (QStringList{QStringLiteral("c1"), QStringLiteral("[one:61613]"), QStringLiteral("c2"),
                QStringLiteral("c3"), QStringLiteral("connection 4"),
                QStringLiteral("Console, client-id orders-1"),
                QStringLiteral("[Two/1.0, two:61613]")}));
        QCOMPARE(shortOf(sequence),
            (QStringList{QStringLiteral("BEGIN 3>1"), QStringLiteral("BEGIN 5>6"),
                QStringLiteral("BEGIN 0>1"), QStringLiteral("RECEIPT 1>2"),
                QStringLiteral("BEGIN 4>1")}));
    }

    void foldsHeartBeatsAndBreaksGaps()
    {
        FrameLogModel model;
        std::deque<Stomp::FrameRecord> records;
        records.push_back(frameOf("1 > SEND destination:/queue/a", 1'000'000));
        for (int i = 0; i < 5; ++i)
            records.push_back(frameOf("1 < ~", 2'000'000 + i * 10'000'000));
        // The heart-beats went on until a second before it, so nothing is missing here ...
        records.push_back(frameOf("1 < RECEIPT receipt-id:r", 43'000'000));
        records.push_back(frameOf("1 > ?7", 43'500'000));
        // ... but here.
        records.push_back(frameOf("1 > SEND destination:/queue/b", 58'500'000));
        model.append(std::move(records), 0);
        const Sequence sequence = sequenceOf(model);
        QCOMPARE(shortOf(sequence),
            (QStringList{QStringLiteral("SEND /queue/a 0>1"), QStringLiteral("5 heart-beats 1>0"),
                QStringLiteral("RECEIPT r 1>0"), QStringLiteral("7 frames not recorded 0>1"),
                QStringLiteral("nothing for 15.00 s"), QStringLiteral("SEND /queue/b 0>1")}));
        QCOMPARE(sequence.rows.at(1).kind, Kind::HeartBeats);
        QCOMPARE(sequence.rows.at(3).kind, Kind::NotRecorded);
        QCOMPARE(sequence.arrows, 5U);
        QCOMPARE(sequence.all, 5U);
    }

    void saysWhatItLeavesOut()
    {
        FrameLogModel model;
        std::vector<std::string> lines;
        for (int i = 1; i <= 1234; ++i)
            lines.push_back("1 > SEND destination:/queue/" + std::to_string(i));
        fill(model, lines);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const Sequence last = sequenceOf(model);
        QCOMPARE(last.rows.size(), SequenceLayout::mostArrows);
        QCOMPARE(last.rows.constLast().label, QStringLiteral("SEND /queue/1234"));
        QCOMPARE(
            sequenceCaption(last), QStringLiteral("the last 500 of 1,234 lines of the frame log"));
        const Sequence middle = sequenceOf(model, 101);
        QCOMPARE(middle.rows.constFirst().label, QStringLiteral("SEND /queue/101"));
        QCOMPARE(
            sequenceCaption(middle), QStringLiteral("lines 101 to 600 of 1,234 of the frame log"));
        QCOMPARE(sequenceOf(model, 1200).rows.size(), 35);
        QCOMPARE(sequenceOf(model, 5000).rows.size(), 0);
        QLocale::setDefault(QLocale::c());
        QVERIFY(sequenceAsText(sequenceOf(model, 101)).contains("lines 101 to 600 of 1234"));
    }

    void takesTheFilterAndTheChain()
    {
        FrameLogModel model;
        fill(model,
            {"1 > SEND destination:/queue/a receipt:r1", "1 < ~", "1 < RECEIPT receipt-id:r1",
                "2 > SEND destination:/queue/b"});
        model.setChain(model.chainOf(1));
        Sequence sequence = sequenceOf(model);
        QCOMPARE(sequence.rows.at(0).link, static_cast<int>(Stomp::FrameLink::Itself));
        QCOMPARE(sequence.rows.at(1).link, -1);
        QCOMPARE(sequence.rows.at(2).link, static_cast<int>(Stomp::FrameLink::Answer));
        QVERIFY(sequenceAsText(sequence).contains("RECEIPT r1  [the answer]\n"));
        Stomp::FrameFilter filter;
        filter.connection = 2;
        model.setFilter(filter);
        sequence = sequenceOf(model);
        QCOMPARE(shortOf(sequence), QStringList(QStringLiteral("SEND /queue/b 0>1")));
        QCOMPARE(namesOf(sequence).size(), 2);
    }

    void writesItAsText()
    {
        FrameLogModel model;
        model.setConnection(1, QStringLiteral("mine"));
        model.setConnection(2, QStringLiteral("other"));
        std::deque<Stomp::FrameRecord> records;
        records.push_back(frameOf("1 > SEND destination:/queue/a receipt:r1 | a\tb", 1'500'000));
        records.push_back(frameOf("2 < MESSAGE message-id:7 destination:/queue/a | a", 1'501'200));
        records.push_back(frameOf("1 < ~", 9'000'000));
        model.append(std::move(records), 0);
        // clang-format off
        const QString expected = QStringLiteral(
            "STOMP sequence: 3 lines of the frame log\n"
            "Lanes: mine, one:61613 (broker), other\n"
            "Times are UTC, from 1970-01-01 on\n"
            "\n"
            "                            mine     one:61613     other\n"
            "00:00:01.500                  |---------->|           |     SEND /queue/a  receipt r1  a\u2192b\n"
            "00:00:01.501     +1.2 ms      |           |---------->|     MESSAGE 7  /queue/a  a\n"
            "                              :           :           :     (nothing for 7.50 s)\n"
            "00:00:09.000     +7.50 s      |<..........|           |     heart-beat\n");
        // clang-format on
        QCOMPARE(QString::fromUtf8(sequenceAsText(sequenceOf(model))), expected);
        QCOMPARE(
            sequenceAsText(Sequence()), QByteArray("STOMP sequence: 0 lines of the frame log\n"));
    }

    void saysARowInWords()
    {
        FrameLogModel model;
        model.setConnection(1, QStringLiteral("mine"));
        fill(model, {"1 < MESSAGE message-id:7 destination:/queue/a redelivered:true"});
        const Sequence sequence = sequenceOf(model);
        const QString text = sequenceRowText(sequence, sequence.rows.constFirst());
        QVERIFY2(
            text.endsWith(QStringLiteral("one:61613 to mine: MESSAGE 7, /queue/a  redelivered")),
            qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestSequenceLayout)
#include "tst_sequencelayout.moc"
