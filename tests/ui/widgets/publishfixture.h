#pragma once

#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/publishbody.h>
#include <ui/widgets/publishpanel.h>

#include <support/widgetwarnings.h>

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace Testing {

inline Ui::PublishTarget targetOf(quint32 number, Stomp::Dialect dialect, bool connected = true)
{
    return {
        number, QStringLiteral("Broker %1").arg(number), dialect, Stomp::Version::V12, connected};
}

/** A shown publish panel with one connected target, 7. Tests of it derive from this. */
class PublishFixture
{
protected:
    void setUp()
    {
        failOnAnyWarning();
        m_panel = std::make_unique<Ui::PublishPanel>();
        m_panel->resize(800, 320);
        m_panel->setTargets({targetOf(7, Stomp::Dialect::Practice)});
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return m_panel->findChild<Widget*>(QString::fromLatin1(name));
    }
    void type(const QString& destination, const QString& body)
    {
        auto* const line = find<QComboBox>("destination")->lineEdit();
        line->selectAll();
        QTest::keyClicks(line, destination);
        line->completer()->popup()->hide(); // as when the focus goes on
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        editor()->setPlainText(body);
    }
    void click() { QTest::mouseClick(find<QPushButton>("send"), Qt::LeftButton); }
    [[nodiscard]] QString result() const { return find<Ui::ElidedLabel>("result")->text(); }
    [[nodiscard]] QPlainTextEdit* editor() const { return m_panel->body()->editor(); }
    [[nodiscard]] static Ui::PublishRequest requestOf(const QSignalSpy& spy, int index = 0)
    {
        return spy[index][1].value<Ui::PublishRequest>();
    }

    std::unique_ptr<Ui::PublishPanel> m_panel;
};

} // namespace Testing

Q_DECLARE_METATYPE(Ui::PublishRequest)
