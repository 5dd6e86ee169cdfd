#include <support/messages.h>
#include <ui/models/messagetablemodel.h>

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Stomp::AckState;
using Stomp::ContentKind;
using Stomp::DestinationKind;
using Stomp::Dialect;
using Testing::Message;
using Testing::StoreWriter;

namespace {

using Tester = QAbstractItemModelTester;

struct Table
{
    Stomp::MessageStore store;
    StoreWriter writer{store};
    MessageTableModel model{store};
    Tester tester{&model, Tester::FailureReportingMode::QtTest};

    void add(const Message& message)
    {
        writer.write(message);
        model.showAll();
    }
    void addMany(int count)
    {
        for (int i = 0; i < count; ++i)
            writer.write(Message("/queue/" + std::to_string(store.appendedCount())));
        model.showAll();
    }
    void remove(const Stomp::RowSpan& span)
    {
        model.beginRemoval(span);
        store.clear(span.count);
        model.endRemoval();
    }
    [[nodiscard]] QString text(int row, MessageColumn column) const
    {
        return model.index(row, int(column)).data().toString();
    }
    [[nodiscard]] QVariant role(int row, int role) const { return model.index(row, 0).data(role); }
};

} // namespace

class tst_MessageTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void rows_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QString>("size");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("preview");
        const auto row = [](const char* name, const QByteArray& body, const char* headers,
                             const char* size, const char* type, const QString& preview) {
            QTest::newRow(name) << body << QByteArray(headers) << QString::fromLatin1(size)
                                << QString::fromLatin1(type) << preview;
        };
        const char* json = "content-type:application/json\n";
        row("json", R"({"z":1.10,"a":[1,2]})", json, "20 B", "JSON",
            QStringLiteral(R"({"z":1.10,"a":[1,2]})"));
        row("json without type", R"( [1e3] )", "", "7 B", "JSON", QStringLiteral(" [1e3] "));
        row("laid out json", "{\n    \"a\": 1\n}", json, "14 B", "JSON",
            QStringLiteral("{\u21b5\"a\": 1\u21b5}"));
        row("no json, though its type says so", "hello", json, "5 B", "text",
            QStringLiteral("hello"));
        row("text", "plain words", "content-type:text/plain\n", "11 B", "text",
            QStringLiteral("plain words"));
        row("xml", "<a/>", "content-type:application/xml\n", "4 B", "XML", QStringLiteral("<a/>"));
        row("unicode", "\xE2\x82\xAC \xF0\x9F\x98\x80", "", "8 B", "text",
            QString::fromUtf8("\xE2\x82\xAC \xF0\x9F\x98\x80"));
        row("latin 1", "caf\xE9", "content-type:text/plain;charset=iso-8859-1\n", "4 B", "text",
            QStringLiteral("caf\u00e9"));
        row("empty", "", json, "0 B", "empty", QStringLiteral("empty"));
        row("not utf-8", "\xFF\xFE\x01", "", "3 B", "binary", QStringLiteral("binary, 3 bytes"));
        row("one byte", "\xFF", "", "1 B", "binary", QStringLiteral("binary, 1 byte"));
        row("nul", QByteArray("a\0b", 3), "", "3 B", "binary", QStringLiteral("binary, 3 bytes"));
        row("long text", QByteArray(1000, 'x'), "", "1.0 kB", "text",
            QString(200, u'x') + u'\u2026');
        row("large json", "{\"x\":\"" + QByteArray(3'000'000, 'y') + "\"}", "", "3.0 MB", "JSON",
            u"{\"x\":\"" + QString(194, u'y') + u'\u2026');
        row("large and cut inside a character", "[\"" + QByteArray("\xE2\x82\xAC").repeated(9000),
            json, "27.0 kB", "JSON", u"[\"" + QString(198, u'\u20ac') + u'\u2026');
        row("large binary", QByteArray(1500, '\xFF') + QByteArray(1'000'000, 'a'), "", "1.0 MB",
            "binary", QStringLiteral("binary, 1,001,500 bytes"));
    }

    void rows()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, headers);
        Table table;
        table.add(Message("/queue/orders", body.toStdString(), headers.toStdString()));
        QTEST(table.text(0, MessageColumn::Size), "size");
        QTEST(table.text(0, MessageColumn::Type), "type");
        QTEST(table.text(0, MessageColumn::Preview), "preview");
        QCOMPARE(table.text(0, MessageColumn::Destination), QStringLiteral("/queue/orders"));
        QCOMPARE(table.role(0, BodySizeRole).toLongLong(), body.size());
    }

    void timeHasMilliseconds()
    {
        Table table;
        Message message("/queue/a");
        const QDateTime when(QDate(2026, 1, 31), QTime(13, 5, 9, 42));
        message.row.receivedUs = when.toMSecsSinceEpoch() * 1000 + 999;
        table.add(message);
        QCOMPARE(table.text(0, MessageColumn::Time), QStringLiteral("13:05:09.042"));
    }

    void destinationKindFollowsTheDialect()
    {
        Table table;
        table.model.setConnection(1, QStringLiteral("rabbit"), Dialect::RabbitMq);
        table.add(Message("/queue/a"));
        table.add(Message("/topic/a"));
        table.add(Message("/exchange/a"));
        const auto kind = [&table](int row) {
            return DestinationKind(table.role(row, DestinationKindRole).toInt());
        };
        QVERIFY(kind(0) == DestinationKind::Queue);
        QVERIFY(kind(1) == DestinationKind::Topic);
        QVERIFY(kind(2) == kindOf(Dialect::RabbitMq, "/exchange/a"));
        QCOMPARE(table.text(0, MessageColumn::Connection), QStringLiteral("rabbit"));
    }

    void headersAreUnescaped()
    {
        Table table;
        table.add(Message("/queue/a\\cb"));
        QCOMPARE(table.role(0, DestinationRole).toString(), QStringLiteral("/queue/a:b"));
    }

    void connectionsHaveNames()
    {
        Table table;
        QSignalSpy interest(&table.model, &MessageTableModel::columnsOfInterestChanged);
        table.add(Message("/queue/a"));
        QCOMPARE(table.text(0, MessageColumn::Connection), QStringLiteral("connection 1"));
        table.model.setConnection(1, QStringLiteral("first"), Dialect::Generic);
        QVERIFY(!table.model.hasSeveralConnections());
        QCOMPARE(table.text(0, MessageColumn::Connection), QStringLiteral("first"));
        table.model.setConnection(2, QStringLiteral("second"), Dialect::Generic);
        QVERIFY(table.model.hasSeveralConnections());
        QCOMPARE(interest.count(), 2);
        table.model.setConnection(2, QStringLiteral("second"), Dialect::Generic);
        QCOMPARE(interest.count(), 2);
    }

    void states()
    {
        Table table;
        QSignalSpy interest(&table.model, &MessageTableModel::columnsOfInterestChanged);
        table.model.noteFlags(0);
        QVERIFY(!table.model.hasStates());
        table.model.noteFlags(Stomp::RedeliveredFlag);
        QVERIFY(table.model.hasStates());
        table.model.noteFlags(Stomp::NeedsAckFlag);
        QCOMPARE(interest.count(), 1);

        table.add(Message("/queue/a"));
        table.add(Message("/queue/a", "b", "", Stomp::NeedsAckFlag));
        table.add(Message("/queue/a", "b", "", Stomp::NeedsAckFlag | Stomp::RedeliveredFlag));
        table.add(Message("/queue/a", "b", "", Stomp::OddFlag));
        table.add(Message("/queue/a", "b", "", Stomp::AckedOnArrivalFlag | Stomp::NeedsAckFlag));
        table.add(Message("/queue/a", "b", "", Stomp::ReplyFlag | Stomp::RedeliveredFlag));
        QCOMPARE(table.text(0, MessageColumn::State), QString());
        QCOMPARE(table.text(1, MessageColumn::State), QStringLiteral("waiting"));
        QCOMPARE(table.text(2, MessageColumn::State), QStringLiteral("waiting, redelivered"));
        QCOMPARE(table.text(3, MessageColumn::State), QStringLiteral("odd frame"));
        QCOMPARE(table.text(4, MessageColumn::State), QStringLiteral("acked"));
        QCOMPARE(table.text(5, MessageColumn::State), QStringLiteral("reply, redelivered"));
        QVERIFY(table.role(2, RedeliveredRole).toBool());

        table.store.setAckState(1, AckState::AckedInTransaction);
        table.store.setAckState(2, AckState::NackedInTransaction);
        QCOMPARE(table.text(1, MessageColumn::State), QStringLiteral("acked in transaction"));
        QCOMPARE(table.text(2, MessageColumn::State),
            QStringLiteral("nacked in transaction, redelivered"));

        QSignalSpy changed(&table.model, &QAbstractItemModel::dataChanged);
        table.store.setAckState(1, AckState::Acked);
        table.store.setAckState(2, AckState::Nacked);
        table.model.ackStatesChanged({1, 2});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 2);
        QCOMPARE(table.text(1, MessageColumn::State), QStringLiteral("acked"));
        QCOMPARE(table.text(2, MessageColumn::State), QStringLiteral("nacked, redelivered"));
        QCOMPARE(AckState(table.role(2, AckStateRole).toInt()) == AckState::Nacked, true);
    }

    void insertsWhatCameAtOnce()
    {
        Table table;
        QSignalSpy inserted(&table.model, &QAbstractItemModel::rowsInserted);
        table.addMany(100);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(table.model.rowCount(), 100);
        table.model.showAll();
        QCOMPARE(inserted.count(), 1);
    }

    /** As while paused: the store has more rows than the table shows. */
    void removalOfRowsThatAreNotShown()
    {
        Table table;
        table.addMany(10);
        for (int i = 0; i < 10; ++i)
            table.writer.write(Message("/queue/held"));
        QSignalSpy removed(&table.model, &QAbstractItemModel::rowsRemoved);
        table.remove({0, 4});
        QCOMPARE(table.model.rowCount(), 6);
        table.remove({0, 8}); // six that are shown and two that are not
        QCOMPARE(table.model.rowCount(), 0);
        table.remove({0, 3}); // none that is shown
        QCOMPARE(removed.count(), 2);
        table.model.showAll();
        QCOMPARE(table.model.rowCount(), 5);
        QCOMPARE(table.text(0, MessageColumn::Destination), QStringLiteral("/queue/held"));
    }

    void serialsSurviveRemoval()
    {
        Table table;
        table.addMany(10);
        QCOMPARE(table.model.rowOf(7), std::optional<int>(7));
        table.remove({0, 5});
        QCOMPARE(table.model.rowOf(7), std::optional<int>(2));
        QCOMPARE(table.model.serialAt(2), quint64(7));
        QCOMPARE(table.role(2, SerialRole).toULongLong(), quint64(7));
        QVERIFY(!table.model.rowOf(4));
        QCOMPARE(table.text(2, MessageColumn::Destination), QStringLiteral("/queue/7"));
        QVERIFY(table.model.messageAt(2));
        QVERIFY(!table.model.messageAt(5));
        QVERIFY(!table.model.messageAt(-1));
        table.writer.write(Message("/queue/not-shown"));
        QVERIFY(!table.model.rowOf(10));
        QVERIFY(!table.model.messageAt(5));
    }

    /** The decoded row is kept by serial: rows that move must not show another's text. */
    void keepsRowsApart()
    {
        Table table;
        table.addMany(3);
        QCOMPARE(table.text(0, MessageColumn::Destination), QStringLiteral("/queue/0"));
        QCOMPARE(table.text(2, MessageColumn::Destination), QStringLiteral("/queue/2"));
        table.remove({0, 1});
        QCOMPARE(table.text(0, MessageColumn::Destination), QStringLiteral("/queue/1"));
        QCOMPARE(table.text(1, MessageColumn::Destination), QStringLiteral("/queue/2"));
    }

    void columnsHaveNames()
    {
        Table table;
        QStringList names;
        for (int column = 0; column < table.model.columnCount(); ++column)
            names << table.model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QCOMPARE(names.join(u' '),
            QStringLiteral("Time Connection Destination Size Type State Preview"));
    }
};

QTEST_GUILESS_MAIN(tst_MessageTableModel)
#include "tst_messagetablemodel.moc"
