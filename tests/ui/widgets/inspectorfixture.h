#pragma once

#include <ui/widgets/inspector.h>
#include <ui/widgets/inspectorpayload.h>
#include <ui/widgets/inspectortextpane.h>

#include <support/widgetwarnings.h>

#include <QTest>
#include <QToolButton>

#include <memory>

namespace Testing {

inline Ui::MessageView messageOf(const QByteArray& body, const QByteArray& moreHeaders = {},
    const QByteArray& destination = "/queue/orders")
{
    const QByteArray head = "MESSAGE\ndestination:" + destination
        + "\nmessage-id:7\nsubscription:0\n" + moreHeaders + "\n";
    Ui::MessageView view =
        Ui::MessageView::copyOf(head + body, static_cast<std::uint32_t>(head.size()));
    view.dialect = Stomp::Dialect::Practice;
    view.receivedUs = 1'700'000'000'123'000;
    view.connection = QStringLiteral("Practice broker");
    view.subscription = QStringLiteral("/queue/orders, auto");
    return view;
}

inline const QByteArray json = "content-type:application/json\n";

inline QByteArray largeJson(qsizetype size)
{
    QByteArray body = "[";
    while (body.size() < size)
        body += R"({"id":23958446825181076828,"text":"some \u00e4 text","list":[1.0,1e400]},)";
    return body + "null]";
}

/** A shown inspector. Tests of it derive from this. */
class InspectorFixture
{
protected:
    void setUp()
    {
        failOnAnyWarning();
        m_inspector = std::make_unique<Ui::Inspector>();
        m_inspector->resize(480, 640);
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
    }

    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name = nullptr) const
    {
        return m_inspector->findChild<Widget*>(name ? QString::fromLatin1(name) : QString());
    }
    void clickPage(Ui::InspectorPayload::Page page)
    {
        static const QStringList names{QStringLiteral("Tree"), QStringLiteral("Text"),
            QStringLiteral("Raw"), QStringLiteral("Hex")};
        const auto buttons = m_inspector->findChildren<QToolButton*>();
        for (QToolButton* const button : buttons) {
            if (button->text() == names[static_cast<int>(page)])
                QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    [[nodiscard]] Ui::InspectorTextPane* pane(const char* name) const
    {
        return find<Ui::InspectorTextPane>(name);
    }

    std::unique_ptr<Ui::Inspector> m_inspector;
};

} // namespace Testing
