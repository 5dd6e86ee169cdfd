#include "brokertest.h"
#include "brokerwindow.h"

#include <support/widgetwarnings.h>

#include <ui/models/sequencetext.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/framelogpanel.h>
#include <ui/widgets/sequenceview.h>
#include <ui/widgets/sequencewindow.h>
#include <ui/widgets/transactionline.h>

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Ui;

namespace {

/** Stands between the window and the broker, and keeps what each connection says. */
class Listener : public QTcpServer
{
public:
    explicit Listener(quint16 broker)
    {
        connect(this, &QTcpServer::newConnection, this, [this, broker] {
            auto* const client = nextPendingConnection();
            auto* const server = new QTcpSocket(client);
            const std::size_t number = heard.size();
            heard.emplace_back();
            server->connectToHost(QHostAddress::LocalHost, broker);
            connect(client, &QTcpSocket::readyRead, this, [this, client, server, number] {
                const QByteArray bytes = client->readAll();
                heard[number].out += bytes;
                server->write(bytes);
            });
            connect(server, &QTcpSocket::readyRead, this, [this, client, server, number] {
                const QByteArray bytes = server->readAll();
                heard[number].in += bytes;
                client->write(bytes);
            });
            connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
            connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        });
    }

    struct Heard
    {
        QByteArray out, in;
    };
    std::vector<Heard> heard; //!< of the connections, in the order in which they were made
};

/** "SEND /queue/a": of frames without a NUL in them. */
QStringList framesIn(const QByteArray& bytes)
{
    QStringList frames;
    for (const QByteArray& part : bytes.split('\0')) {
        const QList<QByteArray> lines = part.trimmed().split('\n');
        const QString command = QString::fromLatin1(lines.constFirst());
        if (command.isEmpty())
            continue;
        QString destination;
        for (const QByteArray& line : lines.mid(1)) {
            if (line.isEmpty())
                break;
            if (line.startsWith("destination:"))
                destination = u' ' + QString::fromLatin1(line.mid(12));
        }
        frames << (command == QStringLiteral("SEND") ? command + destination : command);
    }
    return frames;
}

/** The same of the arrows from one line to the other. */
QStringList arrowsIn(const Sequence& sequence, int from, int to)
{
    QStringList arrows;
    for (const SequenceRow& row : sequence.rows) {
        if (row.kind != SequenceRow::Kind::Frame || row.from != from || row.to != to)
            continue;
        arrows << (row.label.startsWith(QStringLiteral("SEND")) ? row.label
                                                                : row.label.section(u' ', 0, 0));
    }
    return arrows;
}

} // namespace

/** The sequence view's arrows are the frames that somebody on the line between has heard. */
class TestBrokerSequence : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }
    void arrowsAreTheFrames();
};

void TestBrokerSequence::arrowsAreTheFrames()
{
    Listener listener(broker.stompPort());
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    BrokerWindow bench;
    bench.key(bench.window.get(), Qt::Key_4, Qt::ControlModifier); // the frame log
    Connection* const one = bench.open(broker, "One", listener.serverPort());
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected(), patienceMs);
    Connection* const two = bench.open(broker, "Two", listener.serverPort());
    QTRY_VERIFY_WITH_TIMEOUT(two->isConnected(), patienceMs);
    QVERIFY(bench.subscribe(one, queue()));
    for (const char* body : {"1", "2", "3"})
        bench.publish(two, queue(), body);
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 3, patienceMs);
    bench.acknowledge(1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(1), QStringLiteral("acked"), patienceMs);
    bench.window->connectionsBar()->setCurrent(two);
    bench.action("begin")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.publish(two, queue(), "4");
    const auto* const line = bench.find<TransactionLine>("transaction");
    QVERIFY(line);
    QTRY_VERIFY(line->text().contains(QStringLiteral("So far 1 sent")));
    bench.action("commit")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 4, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("begin")->isEnabled(), patienceMs);
    two->close();
    QTRY_COMPARE_WITH_TIMEOUT(two->state(), Connection::State::Disconnected, patienceMs);

    bench.key(bench.window.get(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(bench.dialog("sequenceWindow"));
    auto* const window = qobject_cast<SequenceWindow*>(bench.dialog("sequenceWindow"));
    QCOMPARE(listener.heard.size(), 2U);
    const auto frames = [&] {
        qsizetype all = 0;
        for (const Listener::Heard& heard : listener.heard)
            all += framesIn(heard.out).size() + framesIn(heard.in).size();
        return all;
    };
    QTRY_COMPARE(std::ranges::count(
                     window->view()->sequence().rows, SequenceRow::Kind::Frame, &SequenceRow::kind),
        frames());
    const Sequence& drawn = window->view()->sequence();
    QCOMPARE(drawn.lines.size(), 3);
    QCOMPARE(drawn.lines.at(0).name, QStringLiteral("One"));
    QVERIFY(drawn.lines.at(1).isBroker);
    QCOMPARE(drawn.lines.at(2).name, QStringLiteral("Two"));
    QCOMPARE(arrowsIn(drawn, 0, 1), framesIn(listener.heard[0].out));
    QCOMPARE(arrowsIn(drawn, 1, 0), framesIn(listener.heard[0].in));
    QCOMPARE(arrowsIn(drawn, 2, 1), framesIn(listener.heard[1].out));
    QCOMPARE(arrowsIn(drawn, 1, 2), framesIn(listener.heard[1].in));
    QCOMPARE(framesIn(listener.heard[0].out).count(QStringLiteral("ACK")), 1);
    QCOMPARE(framesIn(listener.heard[0].in).count(QStringLiteral("MESSAGE")), 4);

    // Saved as text: the same in the same order.
    const QString path = bench.folder.filePath(QStringLiteral("sequence.txt"));
    const auto* const status = window->findChild<ElidedLabel*>(QStringLiteral("sequenceStatus"));
    window->saveTo(path);
    QTRY_VERIFY(status->text().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    qsizetype place = text.indexOf(QStringLiteral("CONNECT"));
    for (const SequenceRow& row : drawn.rows) {
        place = text.indexOf(row.label, place);
        QVERIFY2(place >= 0, qPrintable(row.label + QStringLiteral(" in\n") + text));
        place += row.label.size();
    }
    const QString folder = qEnvironmentVariable("CONSOLE_PICTURES"); // to be looked at
    if (!folder.isEmpty()) {
        for (const char* ending : {"png", "txt"}) {
            const QString name =
                QStringLiteral("%1/sequence-%2.%3")
                    .arg(folder, RealBroker::sharedKind(), QString::fromLatin1(ending));
            window->saveTo(name);
            QTRY_VERIFY(status->text().contains(name));
        }
    }
}

QTEST_MAIN(TestBrokerSequence)
#include "tst_brokersequence.moc"
