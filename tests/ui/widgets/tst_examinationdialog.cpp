#include <ui/widgets/examinationdialog.h>

#include <ui/workspace/connection.h>
#include <ui/workspace/examiner.h>
#include <ui/workspace/workspace.h>

#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTcpServer>
#include <QTest>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;

namespace {

ConnectionProfile profileFor(const QString& url)
{
    ConnectionProfile profile =
        ConnectionProfile::forUrl(Stomp::BrokerUrl::parse(url.toStdString()).url);
    profile.name = u"Test broker"_s;
    return profile;
}

QStringList rowsOf(const QDialog& dialog)
{
    QStringList rows;
    for (const QWidget* row : dialog.findChildren<QWidget*>(u"checkLine"_s))
        rows << row->accessibleName();
    return rows;
}

} // namespace

class TestExaminationDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void showsAPassedExamination()
    {
        PracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Workspace workspace;
        const Connection* connection = workspace.createConnection(profileFor(broker.url()));
        ExaminationDialog dialog(connection->makeExaminer(), connection->name());
        dialog.show();
        auto* copy = dialog.findChild<QPushButton*>(u"copyExamination"_s);
        QVERIFY(!copy->isEnabled());
        QTRY_VERIFY(copy->isEnabled());
        QCOMPARE(rowsOf(dialog),
            (QStringList{u"Name: not needed"_s, u"TCP connection: passed"_s, u"TLS: not needed"_s,
                u"HTTP to WebSocket: not needed"_s, u"CONNECT: passed"_s, u"CONNECTED: passed"_s}));
        QVERIFY(dialog.windowTitle().contains(u"Test broker"_s));
    }

    void showsWhereItFailsAndCopiesIt()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString url = u"stomp://me:hunter2secret@127.0.0.1:%1"_s.arg(server.serverPort());
        server.close();
        Workspace workspace;
        const Connection* connection = workspace.createConnection(profileFor(url));
        ExaminationDialog dialog(connection->makeExaminer(), connection->name());
        dialog.show();
        auto* copy = dialog.findChild<QPushButton*>(u"copyExamination"_s);
        QTRY_VERIFY(copy->isEnabled());
        QVERIFY(rowsOf(dialog).contains(u"TCP connection: failed"_s));
        QVERIFY(rowsOf(dialog).contains(u"CONNECTED: not reached"_s));
        QTest::mouseClick(copy, Qt::LeftButton);
        const QString text = QApplication::clipboard()->text();
        QVERIFY2(text.contains(u"FAILED  TCP connection"_s), qUtf8Printable(text));
        QVERIFY(!text.contains(u"hunter2secret"_s));

        // The broker is started, and the same dialog finds the way clear.
        Stomp::PracticeOptions options;
        options.port = connection->profile().port;
        PracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        QTest::mouseClick(dialog.findChild<QPushButton*>(u"examineAgain"_s), Qt::LeftButton);
        QVERIFY(!copy->isEnabled());
        QTRY_VERIFY(copy->isEnabled());
        QVERIFY(rowsOf(dialog).contains(u"CONNECTED: passed"_s));
        QCOMPARE(rowsOf(dialog).size(), 6);
    }

    void mayBeClosedInTheMiddle()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Workspace workspace;
        const Connection* connection = workspace.createConnection(
            profileFor(u"stomp://127.0.0.1:%1"_s.arg(silent.serverPort())));
        QWidget parent;
        ExaminationDialog::open(*connection, &parent);
        auto* dialog = parent.findChild<ExaminationDialog*>();
        QVERIFY(dialog);
        QTRY_VERIFY(silent.hasPendingConnections());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!parent.findChild<ExaminationDialog*>());
    }
};

QTEST_MAIN(TestExaminationDialog)
#include "tst_examinationdialog.moc"
