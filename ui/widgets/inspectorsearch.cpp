#include "inspectorsearch.h"

#include "icons.h"
#include "theme.h"
#include "wording.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace Ui {

InspectorSearch::InspectorSearch(QWidget* parent)
    : QWidget(parent), m_needle(new QLineEdit(this)), m_count(new QLabel(this)),
      m_previous(new QToolButton(this)), m_next(new QToolButton(this))
{
    m_needle->setObjectName(QStringLiteral("needle"));
    m_needle->setPlaceholderText(tr("Find in this body"));
    m_needle->setAccessibleName(tr("Find in this body"));
    m_needle->setClearButtonEnabled(true);
    m_count->setObjectName(QStringLiteral("hits"));
    m_count->setFont(Theme::tabular(m_count->font()));
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    layout->setSpacing(Theme::halfGrid);
    layout->addWidget(m_needle, 1);
    layout->addWidget(m_count);
    const auto add = [layout](QToolButton* button, const char* name, const QString& text) {
        button->setIcon(icon(QLatin1StringView(name)));
        button->setToolTip(text);
        button->setAccessibleName(text);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(button);
    };
    add(m_previous, "go-up", tr("Previous place (Shift+F3)"));
    add(m_next, "go-down", tr("Next place (F3)"));
    auto* const end = new QToolButton(this);
    add(end, "window-close", tr("Close (Escape)"));
    connect(m_needle, &QLineEdit::textChanged, this, &InspectorSearch::search);
    connect(m_previous, &QToolButton::clicked, this, &InspectorSearch::previous);
    connect(m_next, &QToolButton::clicked, this, &InspectorSearch::next);
    connect(end, &QToolButton::clicked, this, &InspectorSearch::close);
    connect(&m_task, &LatestTask::runningChanged, this, &InspectorSearch::updateCount);
    setFocusProxy(m_needle);
    hide();
    updateCount();
}

void InspectorSearch::open()
{
    const bool wasOpen = isVisible();
    show();
    m_needle->setFocus();
    m_needle->selectAll();
    if (!wasOpen)
        search();
}

void InspectorSearch::close()
{
    m_task.cancel();
    m_found = {};
    hide();
    Q_EMIT closed();
}

void InspectorSearch::setTarget(SearchTarget target)
{
    m_target = std::move(target);
    if (isVisible())
        search();
}

void InspectorSearch::search()
{
    m_found = {};
    m_current = 0;
    const std::string needle = m_needle->text().toStdString();
    if (needle.empty() || m_target.text.empty()) {
        m_task.cancel();
        updateCount();
        return;
    }
    m_task.start([this, needle, text = m_target.text, isJson = m_target.isJson,
                     owner = m_target.owner]() -> LatestTask::Finish {
        auto found =
            std::make_shared<Stomp::SearchHits>(isJson ? Stomp::searchJson(text, needle, mostHits)
                                                       : Stomp::searchText(text, needle, mostHits));
        return [this, found] {
            take(*found);
        };
    });
    updateCount();
}

void InspectorSearch::take(const Stomp::SearchHits& found)
{
    m_found = found;
    updateCount();
    if (!m_found.hits.empty())
        goTo(0);
}

void InspectorSearch::goTo(std::size_t hit)
{
    m_current = hit;
    updateCount();
    if (m_target.show)
        m_target.show(m_found.hits[hit]);
}

void InspectorSearch::next()
{
    if (!m_found.hits.empty())
        goTo((m_current + 1) % m_found.hits.size());
}

void InspectorSearch::previous()
{
    if (!m_found.hits.empty())
        goTo((m_current + m_found.hits.size() - 1) % m_found.hits.size());
}

void InspectorSearch::updateCount()
{
    const std::size_t count = m_found.hits.size();
    QString text;
    if (m_task.isRunning())
        text = tr("searching…");
    else if (m_needle->text().isEmpty())
        text.clear();
    else if (count == 0)
        text = tr("not found");
    else
        text = m_found.isCut
            ? tr("%1 of more than %2").arg(countText(m_current + 1), countText(count))
            : tr("%1 of %2").arg(countText(m_current + 1), countText(count));
    if (!text.isEmpty() && !m_task.isRunning() && !m_target.scope.isEmpty())
        text += QStringLiteral(" ") + m_target.scope;
    m_count->setText(text);
    m_previous->setEnabled(count > 1);
    m_next->setEnabled(count > 1);
}

void InspectorSearch::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        close();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & Qt::ShiftModifier)
            previous();
        else
            next();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace Ui
