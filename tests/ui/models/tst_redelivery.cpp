#include <ui/models/messagetablemodel.h>
#include <ui/models/redelivery.h>

#include <support/messages.h>

#include <QTest>

using namespace Ui;
using Testing::Message;

/** How often a message came before, by each broker's own count. */
class tst_Redelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void counts_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("flags");
        QTest::addColumn<QString>("state");
        const auto row = [](const char* name, const char* headers, int flags, const char* state) {
            QTest::newRow(name) << QByteArray(headers) << flags << QString::fromLatin1(state);
        };
        constexpr int waits = Stomp::NeedsAckFlag;
        constexpr int again = Stomp::NeedsAckFlag | Stomp::RedeliveredFlag;
        row("first time", "", waits, "waiting");
        row("not said how often", "redelivered:true\n", again, "waiting, redelivered");
        row("practice, second delivery", "redelivered:true\ndelivery-count:2\n", again,
            "waiting, redelivered once");
        row("practice, fourth", "redelivered:true\ndelivery-count:4\n", again,
            "waiting, redelivered 3 times");
        row("quorum queue", "redelivered:true\nx-delivery-count:1\n", again,
            "waiting, redelivered once");
        row("quorum queue, more", "redelivered:true\nx-delivery-count:12\n", again,
            "waiting, redelivered 12 times");
        row("no number", "redelivered:true\ndelivery-count:2x\n", again, "waiting, redelivered");
        row("nor this", "redelivered:true\nx-delivery-count:-1\n", again, "waiting, redelivered");
        row("none before", "redelivered:true\ndelivery-count:1\n", again, "waiting, redelivered");
        row("not redelivered", "redelivered:false\ndelivery-count:3\n", waits, "waiting");
        row("auto", "", 0, "");
        row("auto, redelivered", "redelivered:true\n", Stomp::RedeliveredFlag, "redelivered");
    }

    void counts()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const int, flags);
        QFETCH(const QString, state);
        Stomp::MessageStore store;
        Testing::StoreWriter writer(store);
        MessageTableModel model(store);
        writer.write(Message("/queue/a", "b", headers.toStdString(), std::uint8_t(flags)));
        model.showAll();
        QCOMPARE(model.index(0, int(MessageColumn::State)).data().toString(), state);
    }

    void returned()
    {
        Stomp::MessageStore store;
        Testing::StoreWriter writer(store);
        MessageTableModel model(store);
        writer.write(Message("/queue/a", "b", "redelivered:true\ndelivery-count:3\n",
            Stomp::NeedsAckFlag | Stomp::RedeliveredFlag));
        model.showAll();
        store.setAckState(0, Stomp::AckState::Lapsed);
        QCOMPARE(model.index(0, int(MessageColumn::State)).data().toString(),
            QStringLiteral("returned, redelivered 2 times"));
    }
};

QTEST_GUILESS_MAIN(tst_Redelivery)
#include "tst_redelivery.moc"
