#include "inspectorfixture.h"

#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/inspectordiff.h>
#include <ui/widgets/theme.h>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace Ui;
using namespace Testing;

/** The page of the inspector that compares a body with another one. */
class TestInspectorDiff : public QObject, private InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_inspector.reset(); }
    void compares_data();
    void compares();
    void withThePreviousOne();
    void withTheKeptOne();
    void onlyWhileVisible();
    void headersToo();
    void twoThatWereChosen();

private:
    void openDiff()
    {
        auto* const tabs = find<QTabWidget>();
        tabs->setCurrentWidget(m_inspector->diff());
    }
    [[nodiscard]] QString outcome() const { return find<QLabel>("outcome")->text(); }
    [[nodiscard]] QStringList rows() const
    {
        return rowsOf(m_inspector->diff()->findChild<QTableView*>());
    }
    [[nodiscard]] static QStringList rowsOf(const QTableView* view)
    {
        const QAbstractItemModel* const model = view->model();
        QStringList all;
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column)
                cells << model->index(row, column).data().toString();
            all << cells.join(QChar(u'|'));
        }
        return all;
    }
};

void TestInspectorDiff::compares_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char* name, const QByteArray& before, const QByteArray& after,
                         const QString& said, const QStringList& rows) {
        QTest::newRow(name) << before << after << said << rows;
    };
    row("JSON", R"({"id":18446744073709551615,"old":1,"price":1.0})",
        R"({"id":18446744073709551616,"price":1.0,"new":[2]})",
        QStringLiteral("1 added, 1 removed, 1 changed"),
        {QStringLiteral("\u2212 removed|$.old|1|"),
            QStringLiteral("\u2260 changed|$.id|18446744073709551615|18446744073709551616"),
            QStringLiteral("+ added|$.new||[2]")});
    row("the same", "[1]", "[1]", QStringLiteral("The bodies are the same, byte for byte"), {});
    row("white space", "[1]", "[ 1 ]", QStringLiteral("The same but for white space or coding"),
        {});
    row("text", "a\nb\nc", "a\nx\nc", QStringLiteral("1 added, 1 removed"),
        {QStringLiteral("|line 1|a|a"), QStringLiteral("\u2212 removed|line 2|b|"),
            QStringLiteral("+ added|line 2||x"), QStringLiteral("|line 3|c|c")});
    row("bytes", QByteArray("\0a", 2), QByteArray("\0b", 2), QStringLiteral("1 added, 1 removed"),
        {QStringLiteral(
             "\u2212 removed|line 1|00000000  00 61                                      "
             "       .a|"),
            QStringLiteral(
                "+ added|line 1||00000000  00 62                                         "
                "    .b")});
}

void TestInspectorDiff::compares()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QAbstractItemModelTester tester(m_inspector->diff()->findChild<QTableView*>()->model(),
        QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_inspector->diff()->setFindPrevious([&before](const MessageView&) {
        return InspectorDiff::Previous{messageOf(before), {}};
    });
    m_inspector->show(messageOf(after));
    openDiff();
    QTRY_VERIFY(!m_inspector->diff()->isComparing());
    QTEST(outcome(), "outcome");
    QTEST(rows(), "rows");
}

void TestInspectorDiff::withThePreviousOne()
{
    MessageView asked;
    m_inspector->diff()->setFindPrevious([&asked](const MessageView& message) {
        asked = message;
        return InspectorDiff::Previous{{}, QStringLiteral("None came before.")};
    });
    openDiff();
    const MessageView message = messageOf("[1]");
    m_inspector->show(message);
    QCOMPARE(asked.frame.data(), message.frame.data());
    QCOMPARE(outcome(), QStringLiteral("None came before."));
    QCOMPARE(rows(), QStringList());
}

void TestInspectorDiff::withTheKeptOne()
{
    openDiff();
    m_inspector->diff()->choose(InspectorDiff::Other::Kept);
    m_inspector->show(messageOf("[1]"));
    QVERIFY(outcome().startsWith(QStringLiteral("No message is kept.")));
    QTest::mouseClick(find<QPushButton>("keep"), Qt::LeftButton);
    QVERIFY(outcome().startsWith(QStringLiteral("This is the message that you have kept")));
    m_inspector->show(messageOf("[2]"));
    QTRY_COMPARE(rows(), QStringList{QStringLiteral("\u2260 changed|$[0]|1|2")});
    QVERIFY(find<ElidedLabel>("what")->text().contains(QStringLiteral("3 bytes")));
    auto* const view = m_inspector->diff()->findChild<QTableView*>();
    view->selectRow(0);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("$[0]"));
    m_inspector->clear();
    QCOMPARE(rows(), QStringList());
    m_inspector->show(messageOf("[1]"));
    QTRY_COMPARE(outcome(), QStringLiteral("The bodies are the same, byte for byte"));
}

void TestInspectorDiff::onlyWhileVisible()
{
    int asked = 0;
    m_inspector->diff()->setFindPrevious([&asked](const MessageView&) {
        ++asked;
        return InspectorDiff::Previous{messageOf("[1]"), {}};
    });
    m_inspector->show(messageOf("[2]"));
    m_inspector->show(messageOf("[3]"));
    QCOMPARE(asked, 0);
    openDiff();
    QCOMPARE(asked, 1);
    QTRY_COMPARE(rows(), QStringList{QStringLiteral("\u2260 changed|$[0]|1|3")});
}

void TestInspectorDiff::headersToo()
{
    openDiff();
    m_inspector->diff()->setFindPrevious([](const MessageView&) {
        return InspectorDiff::Previous{
            messageOf("[1]", "old:1\nx:a\nx:b\nsame:1\npasscode:secret\n"), {}};
    });
    m_inspector->show(messageOf("[1]", "x:a\nx:c\nsame:1\nnew:2\npasscode:other\n"));
    QTRY_VERIFY(!m_inspector->diff()->isComparing());
    QCOMPARE(outcome(), QStringLiteral("The bodies are the same, byte for byte"));
    auto* const said = find<QLabel>("headersOutcome");
    QCOMPARE(said->text(), QStringLiteral("Headers: 1 added, 1 removed, 2 changed"));
    auto* const headers = find<QTableView>("headers");
    QCOMPARE(rowsOf(headers),
        (QStringList{QStringLiteral("\u2260 changed|x (no. 2)|b|c"),
            QStringLiteral("+ added|new||2"),
            QStringLiteral(
                "\u2260 changed|passcode|\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022|"
                "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022"),
            QStringLiteral("\u2212 removed|old|1|")}));
    QVERIFY(headers->isVisible());

    m_inspector->diff()->setFindPrevious([](const MessageView&) {
        return InspectorDiff::Previous{messageOf("[2]", "a:1\nb:2\n"), {}};
    });
    m_inspector->show(messageOf("[1]", "b:2\na:1\n"));
    QTRY_COMPARE(said->text(), QStringLiteral("The headers are the same, in another order"));
    QVERIFY(!headers->isVisible());
    m_inspector->show(messageOf("[1]", "a:1\nb:2\n"));
    QTRY_COMPARE(said->text(), QStringLiteral("The headers are the same"));
    m_inspector->clear();
    QVERIFY(said->text().isEmpty());
}

void TestInspectorDiff::twoThatWereChosen()
{
    m_inspector->compare(messageOf("[1]"), messageOf("[2]"));
    QCOMPARE(find<QTabWidget>()->currentWidget(), m_inspector->diff());
    QCOMPARE(m_inspector->diff()->chosen(), InspectorDiff::Other::Kept);
    QTRY_COMPARE(rows(), QStringList{QStringLiteral("\u2260 changed|$[0]|1|2")});
    QCOMPARE(m_inspector->message().body(), std::string_view("[2]"));
}

QTEST_MAIN(TestInspectorDiff)
#include "tst_inspectordiff.moc"
