#include "dialogue.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using Testing::Dialogue;

namespace {

/** The list of stomp-facts 4.13, and the files that hold each item. */
struct Item
{
    const char* name;
    QStringList files;
};

QList<Item> items()
{
    const auto files = [](const char* names) {
        return QString::fromLatin1(names).split(u' ');
    };
    return {{"CONNECT 1.0/1.1/1.2 and STOMP",
                files("connect-1.0 connect-1.1 connect-1.2 connect-no-version stomp-command")},
        {"CRLF", files("crlf")}, {"one byte at a time", files("byte-by-byte")},
        {"3 frames in one write", files("pipelined")}, {"body with NUL", files("body-with-nul")},
        {"UTF-8 header and emoji body", files("utf8")}, {"escapes round-trip", files("escapes")},
        {"undefined escape", files("undefined-escape")}, {"first wins", files("first-header-wins")},
        {"queue, 2 consumers", files("queue-two-consumers")},
        {"killed consumer", files("killed-consumer")}, {"prefetch 1", files("prefetch-1")},
        {"client cumulative ack", files("client-ack")}, {"individual ack", files("individual-ack")},
        {"NACK", files("nack nack-until-dead")}, {"topic fan-out and late joiner", files("topic")},
        {"durable offline 10 messages", files("durable")}, {"temp reply", files("temp-queue")},
        {"transactions",
            files("transaction-commit transaction-abort transaction-lost transaction-disconnect")},
        {"selectors", files("selectors selector-mistake selector-order")},
        {"heart-beat kill", files("heart-beat")},
        {"DISCONNECT receipt", files("disconnect-receipt")},
        {"oversize errors",
            files("oversize-header oversize-headers oversize-count oversize-body")}};
}

QDir folder()
{
    return QDir(QStringLiteral(ACCEPTANCE_FOLDER));
}

} // namespace

/** The acceptance list of stomp-facts 4.13: dialogues as text files, one behaviour each, in the
 * language of dialogue.h. */
class TestAcceptance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void goesAsWritten_data()
    {
        QTest::addColumn<QString>("path");
        const QStringList files = folder().entryList({QStringLiteral("*.txt")});
        for (const QString& file : files)
            QTest::newRow(qPrintable(file.chopped(4))) << folder().filePath(file);
    }
    void goesAsWritten()
    {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString script = QString::fromUtf8(file.readAll());
        QVERIFY2(script.startsWith(QStringLiteral("# ")), "its first line says what it shows");
        Stomp::BrokerOptions options;
        if (script.section(u'\n', 1, 1) == QStringLiteral("# skin: activemq"))
            options.wear(Stomp::BrokerSkin::Kind::ActiveMq);
        const QString steps =
            script.split(u'\n').filter(QRegularExpression(QStringLiteral("^[^#]"))).join(u'\n');
        QCOMPARE(Dialogue(options).run(steps), QString());
    }

    void everyItemHasItsFiles()
    {
        QStringList listed;
        for (const Item& item : items())
            listed += item.files;
        QStringList there = folder().entryList({QStringLiteral("*.txt")});
        for (QString& file : there)
            file.chop(4);
        std::sort(listed.begin(), listed.end());
        there.sort();
        QCOMPARE(there, listed);
    }

    void aDialogueThatGoesOtherwiseFails()
    {
        QFile file(folder().filePath(QStringLiteral("queue-two-consumers.txt")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString script = QString::fromUtf8(file.readAll()).section(u'\n', 1);
        QVERIFY(Dialogue().run(script).isEmpty());
        script.replace(QStringLiteral("B < MESSAGE | 2"), QStringLiteral("A < MESSAGE | 2"));
        QVERIFY(!Dialogue().run(script).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestAcceptance)
#include "tst_acceptance.moc"
