#include <support/widgetwarnings.h>

#include <ui/widgets/offercompleter.h>

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace Ui;

/** A line with offers, another line, and a button, as in the publish panel. */
class TestOfferCompleter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        Testing::failOnAnyWarning();
        m_window = std::make_unique<QWidget>();
        auto* const layout = new QVBoxLayout(m_window.get());
        m_line = new QLineEdit(m_window.get());
        m_next = new QLineEdit(m_window.get());
        m_send = new QPushButton(QStringLiteral("Send"), m_window.get());
        layout->addWidget(m_line);
        layout->addSpacing(200); // the list does not lie on them
        layout->addWidget(m_next);
        layout->addWidget(m_send);
        m_completer = new OfferCompleter(m_line);
        m_completer->setOffers({{QStringLiteral("/queue/orders"), QStringLiteral("A queue.")},
            {QStringLiteral("/topic/prices"), QStringLiteral("A topic.")},
            {QStringLiteral("/topic/prices.late"), QStringLiteral("Another.")}});
        m_line->setCompleter(m_completer);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_line->setFocus();
    }
    void cleanup() { m_window.reset(); }

    void offersWhatBegins()
    {
        QTest::keyClicks(m_line, QStringLiteral("/t"));
        QVERIFY(isOffering());
        QCOMPARE(m_completer->completionCount(), 2);
        QTest::keyClick(m_completer->popup(), Qt::Key_Down);
        QTest::keyClick(m_completer->popup(), Qt::Key_Return);
        QCOMPARE(m_line->text(), QStringLiteral("/topic/prices"));
        QVERIFY(!isOffering());
    }

    void offersNothingThatStandsThere()
    {
        QTest::keyClicks(m_line, QStringLiteral("/queue/order"));
        QVERIFY(isOffering());
        type(QStringLiteral("s"));
        QVERIFY(!isOffering());
        QTest::keyClick(m_line, Qt::Key_Backspace);
        QVERIFY(isOffering());
        // There is a longer one.
        m_line->clear();
        QTest::keyClicks(m_line, QStringLiteral("/topic/prices"));
        QVERIFY(isOffering());
        QCOMPARE(m_completer->completionCount(), 2);
    }

    void aClickElsewhereIsNotLost()
    {
        QTest::keyClicks(m_line, QStringLiteral("/queue"));
        QVERIFY(isOffering());
        click(m_next);
        QVERIFY(!isOffering());
        QVERIFY(m_next->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("x"));
        QCOMPARE(m_line->text(), QStringLiteral("/queue"));
        QCOMPARE(m_next->text(), QStringLiteral("x"));

        m_line->clear();
        m_line->setFocus();
        QTest::keyClicks(m_line, QStringLiteral("/topic"));
        QVERIFY(isOffering());
        const QSignalSpy clicked(m_send, &QPushButton::clicked);
        click(m_send);
        QCOMPARE(clicked.count(), 1);
        QVERIFY(!isOffering());
        QCOMPARE(m_line->text(), QStringLiteral("/topic"));
    }

private:
    [[nodiscard]] bool isOffering() const { return m_completer->popup()->isVisible(); }
    /** What is typed while the list is there goes to the list. */
    void type(const QString& text) { QTest::keyClicks(m_completer->popup(), text); }
    /** As the window system does: the list, which is in front, is told first. */
    void click(const QWidget* where)
    {
        const QPoint at = where->mapTo(m_window.get(), where->rect().center());
        QTest::mouseClick(m_window->windowHandle(), Qt::LeftButton, {}, at);
    }

    std::unique_ptr<QWidget> m_window;
    QLineEdit* m_line = nullptr;
    QLineEdit* m_next = nullptr;
    QPushButton* m_send = nullptr;
    OfferCompleter* m_completer = nullptr;
};

QTEST_MAIN(TestOfferCompleter)
#include "tst_offercompleter.moc"
