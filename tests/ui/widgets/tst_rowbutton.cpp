#include "inspectorfixture.h"

#include <ui/models/headermodel.h>
#include <ui/widgets/inspectorheaders.h>
#include <ui/widgets/inspectortree.h>
#include <ui/widgets/rowbutton.h>

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTabWidget>

using namespace Ui;
using Testing::messageOf;

/** The button that makes a column of a row, in the inspector's tree and headers. */
class TestRowButton : public QObject, private Testing::InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        m_inspector->show(messageOf(R"({"a":1,"b":{"c":2}})", "x-kind:7\n" + Testing::json));
        m_tree = find<InspectorTree>();
        QTRY_COMPARE(m_tree->model()->rowCount(), 1);
        m_top = m_tree->model()->index(0, 0);
        QTRY_COMPARE(m_tree->model()->rowCount(m_top), 2);
        m_wanted = std::make_unique<QSignalSpy>(m_inspector.get(), &Inspector::columnWanted);
    }

    void isInTheRowUnderTheMouse()
    {
        auto* button = m_tree->findChild<RowButton*>();
        const QModelIndex leaf = m_tree->model()->index(0, 0, m_top);
        hover(*m_tree, leaf);
        QTRY_VERIFY(button->isVisible());
        QCOMPARE(button->geometry().center().y(), m_tree->visualRect(leaf).center().y());
        hover(*m_tree, m_tree->model()->index(1, 0, m_top));
        QVERIFY(button->isHidden()); // it has members
        hover(*m_tree, leaf);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_tree->currentIndex(), leaf);
        QCOMPARE(wanted(), QStringList{QStringLiteral("$.a")});
        QEvent left(QEvent::Leave);
        QCoreApplication::sendEvent(m_tree->viewport(), &left);
        m_tree->setCurrentIndex(m_top);
        QTRY_VERIFY(button->isHidden()); // nor there
    }

    void hasAKey()
    {
        const QModelIndex inner = m_tree->model()->index(1, 0, m_top);
        m_tree->expand(inner);
        m_tree->setCurrentIndex(m_tree->model()->index(0, 0, inner));
        m_inspector->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
        m_tree->setFocus();
        QTest::keyClick(m_tree, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(wanted(), QStringList{QStringLiteral("$.b.c")});
        QVERIFY(
            m_tree->findChild<RowButton*>()->toolTip().contains(QStringLiteral("Ctrl+Shift+M")));
    }

    void isInTheHeadersToo()
    {
        auto* headers = find<InspectorHeaders>();
        find<QTabWidget>()->setCurrentIndex(1);
        QTRY_VERIFY(headers->isVisible());
        auto* button = headers->findChild<RowButton*>();
        QTRY_VERIFY(button->isVisible()); // in the current row
        const QModelIndex row = headers->model()->index(3, HeaderModel::NameColumn);
        hover(*headers, row);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted(), QStringList{QStringLiteral("x-kind")});
    }

private:
    static void hover(QAbstractItemView& view, const QModelIndex& index)
    {
        const QPoint place = view.visualRect(index).center();
        QMouseEvent move(QEvent::MouseMove, place, view.viewport()->mapToGlobal(place),
            Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &move);
    }
    [[nodiscard]] QStringList wanted() const
    {
        QStringList titles;
        for (const QList<QVariant>& arguments : *m_wanted)
            titles << QString::fromStdString(
                arguments.constFirst().value<Stomp::MessageField>().title());
        return titles;
    }

    InspectorTree* m_tree = nullptr;
    QModelIndex m_top;
    std::unique_ptr<QSignalSpy> m_wanted;
};

QTEST_MAIN(TestRowButton)
#include "tst_rowbutton.moc"
