#include "shapeline.h"

#include "elidedlabel.h"
#include "theme.h"
#include "wording.h"

#include <ui/workspace/shapewatch.h>

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace Ui {

namespace {

const QString separator = QStringLiteral(" \u00b7 ");

/** Reports put together. */
struct Sum
{
    quint64 messages = 0;
    quint64 json = 0;
    std::size_t shapes = 0;
    std::size_t oddities = 0;
    bool shapesFull = false;
    bool odditiesFull = false;
    bool pathsFull = false;
};

} // namespace

ShapeLine::ShapeLine(ShapeWatch& watch, QWidget* parent)
    : QWidget(parent), m_watch(watch), m_text(new ElidedLabel(this, Qt::ElideRight)),
      m_show(new QToolButton(this)), m_menu(new QMenu(this))
{
    m_text->setObjectName(QStringLiteral("shapes"));
    m_text->setFont(Theme::tabular(m_text->font()));
    m_show->setObjectName(QStringLiteral("showOddities"));
    m_show->setText(tr("Show"));
    m_show->setToolTip(tr("Go to the first odd message; the menu lists them all"));
    m_show->setAccessibleName(tr("Go to the first odd message"));
    m_show->setPopupMode(QToolButton::MenuButtonPopup);
    m_show->setFocusPolicy(Qt::StrongFocus);
    m_show->setMenu(m_menu);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_show);
    connect(&watch, &ShapeWatch::changed, this, &ShapeLine::refresh);
    connect(m_menu, &QMenu::aboutToShow, this, &ShapeLine::fillMenu);
    connect(m_show, &QToolButton::clicked, this, [this] {
        const std::vector<Stomp::ShapeOddity> all = oddities();
        if (!all.empty())
            Q_EMIT messageWanted(all.front().serial);
    });
    refresh();
}

void ShapeLine::setSubject(quint32 connection, const QList<Stomp::SubscriptionKey>& subscriptions)
{
    if (connection == m_connection && subscriptions == m_subscriptions)
        return;
    m_connection = connection;
    m_subscriptions = subscriptions;
    m_isGone = false;
    refresh();
}

void ShapeLine::sayGone()
{
    m_isGone = true;
    refresh();
}

QString ShapeLine::text() const
{
    return m_text->text();
}

std::vector<Stomp::ShapeOddity> ShapeLine::oddities() const
{
    std::vector<Stomp::ShapeOddity> all;
    for (const auto& [subject, news] : m_watch.reports()) {
        if (concerns(news))
            all.insert(all.end(), news.report.oddities.begin(), news.report.oddities.end());
    }
    std::stable_sort(
        all.begin(), all.end(), [](const Stomp::ShapeOddity& a, const Stomp::ShapeOddity& b) {
            return a.serial < b.serial;
        });
    return all;
}

bool ShapeLine::concerns(const Stomp::ShapeNews& news) const
{
    if (m_connection == 0)
        return true;
    if (news.subject.connection != m_connection)
        return false;
    return m_subscriptions.isEmpty()
        || std::any_of(news.subscriptions.begin(), news.subscriptions.end(),
            [this](std::uint32_t key) { return m_subscriptions.contains(key); });
}

QString ShapeLine::summary() const
{
    Sum sum;
    for (const auto& [subject, news] : m_watch.reports()) {
        if (!concerns(news))
            continue;
        const Stomp::ShapeReport& report = news.report;
        sum.messages += report.messages;
        sum.json += report.json;
        sum.shapes += report.shapes;
        sum.oddities += report.oddities.size();
        sum.shapesFull = sum.shapesFull || report.shapesFull;
        sum.odditiesFull = sum.odditiesFull || report.odditiesFull;
        sum.pathsFull = sum.pathsFull || report.pathsFull;
    }
    if (sum.messages == 0)
        return tr("No message looked at yet");
    if (sum.json == 0 && sum.oddities == 0)
        return tr("No JSON");
    const QString shapes = countText(sum.shapes) + (sum.shapesFull ? tr("+") : QString());
    const QString odd = countText(sum.oddities) + (sum.odditiesFull ? tr("+") : QString());
    QString text = (sum.shapes == 1 ? tr("%1 shape") : tr("%1 shapes")).arg(shapes)
        + QStringLiteral(", ") + (sum.oddities == 1 ? tr("%1 oddity") : tr("%1 oddities")).arg(odd);
    if (sum.pathsFull)
        text += separator
            + tr("only the first %1 places").arg(countText(Stomp::ShapeLearner::maxPaths));
    return text;
}

void ShapeLine::refresh()
{
    if (!m_watch.isOn()) {
        m_text->setText(tr("Shape watch is off"));
        m_show->hide();
        return;
    }
    QString text = m_isGone ? tr("No longer kept: an older message was odd") : summary();
    if (m_watch.behind() > 0)
        text += separator + tr("%1 behind").arg(countText(m_watch.behind()));
    if (m_watch.missed() > 0)
        text += separator + tr("%1 not looked at").arg(countText(m_watch.missed()));
    m_text->setText(text);
    m_show->setVisible(!oddities().empty());
}

void ShapeLine::fillMenu()
{
    m_menu->clear();
    const std::vector<Stomp::ShapeOddity> all = oddities();
    for (std::size_t i = 0; i < std::min(all.size(), listed); ++i) {
        QString words = fromUtf8(Stomp::describe(all[i]));
        words = fontMetrics().elidedText(words, Qt::ElideMiddle, Theme::grid * 70);
        QAction* const go = m_menu->addAction(words.replace(QChar(u'&'), QStringLiteral("&&")));
        connect(go, &QAction::triggered, this,
            [this, serial = all[i].serial] { Q_EMIT messageWanted(serial); });
    }
    if (all.size() > listed)
        m_menu->addAction(tr("and %1 more").arg(countText(all.size() - listed)))->setEnabled(false);
}

} // namespace Ui
