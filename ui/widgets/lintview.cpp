#include "lintview.h"

#include "elidedlabel.h"
#include "icons.h"
#include "theme.h"
#include "wording.h"

#include <ui/models/headernote.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace Ui {

namespace {

/** A list shows so many; the others are counted, and stand in the tool tip. */
constexpr std::size_t mostRows = 3;

} // namespace

QString warningText(const Stomp::Warning& warning)
{
    return fromUtf8(warning.what + ' ' + warning.why + ' ' + warning.fix) + QStringLiteral(" (")
        + evidenceText(warning.evidence) + u')';
}

LintView::LintView(Form form, QWidget* parent)
    : QWidget(parent), m_form(form), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Theme::halfGrid);
    hide();
}

void LintView::setWarnings(const std::vector<Stomp::Warning>& warnings)
{
    const auto same = [](const Stomp::Warning& a, const Stomp::Warning& b) {
        return a.id == b.id && a.what == b.what && a.why == b.why;
    };
    if (std::equal(m_warnings.begin(), m_warnings.end(), warnings.begin(), warnings.end(), same))
        return;
    m_warnings = warnings;
    showWarnings();
}

void LintView::showWarnings()
{
    while (QLayoutItem* const item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const std::size_t most = m_form == Form::OneLine ? 1 : mostRows;
    for (std::size_t i = 0; i < std::min(most, m_warnings.size()); ++i)
        addRow(m_warnings[i]);
    if (m_form == Form::List && m_warnings.size() > most) {
        auto* const more = new QLabel(
            tr("and %n more", nullptr, static_cast<int>(m_warnings.size() - most)), this);
        more->setForegroundRole(QPalette::PlaceholderText);
        m_layout->addWidget(more);
    }
    setToolTip(m_warnings.size() > most ? text() : QString());
    setAccessibleName(text());
    setVisible(!m_warnings.empty());
}

void LintView::addRow(const Stomp::Warning& warning)
{
    auto* const row = new QWidget(this);
    auto* const line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Theme::grid);
    auto* const mark = new QLabel(row);
    mark->setPixmap(
        icon(QLatin1StringView(warning.isNote ? "dialog-information" : "dialog-warning"),
            warning.isNote ? Tone::Muted : Tone::Warn)
            .pixmap(QSize(Theme::iconSize, Theme::iconSize), devicePixelRatioF()));
    line->addWidget(mark, 0, Qt::AlignTop);
    QString text = warningText(warning);
    if (m_form == Form::OneLine) {
        // All of them: what does not fit stands in the label's tool tip.
        for (std::size_t i = 1; i < m_warnings.size(); ++i)
            text += u'\n' + warningText(m_warnings[i]);
        auto* const label = new ElidedLabel(row, Qt::ElideRight);
        label->setText(text);
        line->addWidget(label, 1);
    } else {
        auto* const label = new QLabel(text, row);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
        line->addWidget(label, 1);
    }
    m_layout->addWidget(row);
}

QString LintView::text() const
{
    QStringList all;
    for (const Stomp::Warning& warning : m_warnings)
        all.append(warningText(warning));
    return all.join(u'\n');
}

void LintView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showWarnings(); // the marks' colours
}

} // namespace Ui
