#include "checkupview.h"

#include "iconmark.h"
#include "tonedlabel.h"

#include <ui/workspace/examiner.h>

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace Ui {
namespace {

struct Mark
{
    const char* icon;
    Tone tone;
};

Mark markOf(CheckLine::Outcome outcome)
{
    switch (outcome) {
    case CheckLine::Outcome::Passed:
        return {"dialog-ok", Tone::Good};
    case CheckLine::Outcome::Doubtful:
        return {"dialog-warning", Tone::Warn};
    case CheckLine::Outcome::Failed:
        return {"dialog-error", Tone::Bad};
    case CheckLine::Outcome::NotReached:
    case CheckLine::Outcome::NotNeeded:
        break;
    }
    return {"state-off", Tone::Muted};
}

QString wordOf(CheckLine::Outcome outcome)
{
    switch (outcome) {
    case CheckLine::Outcome::Passed:
        return CheckupView::tr("passed");
    case CheckLine::Outcome::Doubtful:
        return CheckupView::tr("passed, with a doubt");
    case CheckLine::Outcome::Failed:
        return CheckupView::tr("failed");
    case CheckLine::Outcome::NotReached:
        return CheckupView::tr("not reached");
    case CheckLine::Outcome::NotNeeded:
        break;
    }
    return CheckupView::tr("not needed");
}

QLabel* wrapped(QLabel* label)
{
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // the other side's words are in it
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QWidget* rowOf(const CheckLine& line, QWidget* parent)
{
    auto* row = new QWidget(parent);
    row->setObjectName(QStringLiteral("checkLine"));
    row->setAccessibleName(line.title + QStringLiteral(": ") + wordOf(line.outcome));
    const Mark mark = markOf(line.outcome);
    auto* sign = new IconMark(QLatin1StringView(mark.icon), mark.tone, row);
    sign->setToolTip(wordOf(line.outcome));
    const bool isOpen = line.outcome == CheckLine::Outcome::NotReached
        || line.outcome == CheckLine::Outcome::NotNeeded;
    auto* title = new TonedLabel(isOpen ? Tone::Muted : Tone::Text, row);
    QFont strong = row->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    title->setText(line.title);

    auto* texts = new QVBoxLayout;
    texts->setSpacing(Theme::halfGrid);
    const auto say = [&](const QString& text, Tone tone) {
        if (text.isEmpty())
            return;
        auto* label = new TonedLabel(tone, row);
        label->setText(text);
        texts->addWidget(wrapped(label));
    };
    say(line.finding.isEmpty() ? wordOf(line.outcome) : line.finding,
        isOpen                       ? Tone::Muted
            : mark.tone == Tone::Bad ? Tone::Bad
                                     : Tone::Text);
    say(line.cause, line.outcome == CheckLine::Outcome::Doubtful ? Tone::Warn : Tone::Text);
    say(line.remedy, Tone::Text);

    auto* all = new QGridLayout(row);
    all->setContentsMargins(0, 0, 0, 0);
    all->setHorizontalSpacing(Theme::grid);
    all->setColumnMinimumWidth(1, Theme::grid * 17);
    all->setColumnStretch(2, 1);
    all->addWidget(sign, 0, 0, Qt::AlignTop);
    all->addWidget(title, 0, 1, Qt::AlignTop);
    all->addLayout(texts, 0, 2);
    return row;
}

} // namespace

CheckupView::CheckupView(QWidget* parent)
    : QScrollArea(parent), m_content(new QWidget(this)), m_rows(new QVBoxLayout(m_content))
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setContentsMargins(
        Theme::grid * 3 / 2, Theme::grid * 3 / 2, Theme::grid * 3 / 2, Theme::grid * 3 / 2);
    m_rows->setSpacing(Theme::grid * 3 / 2);
    m_rows->addStretch(1);
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    setWidget(m_content);
    setAccessibleName(tr("Checklist"));
}

void CheckupView::clear()
{
    while (m_rows->count() > 1) {
        QLayoutItem* item = m_rows->takeAt(0);
        delete item->widget();
        delete item;
    }
}

void CheckupView::add(const Checkup& checkup, bool withAddress)
{
    if (withAddress) {
        auto* heading = new QLabel(checkup.address, m_content);
        heading->setTextFormat(Qt::PlainText);
        QFont strong = heading->font();
        strong.setWeight(QFont::Bold);
        heading->setFont(strong);
        m_rows->insertWidget(m_rows->count() - 1, heading);
    }
    for (const CheckLine& line : checkup.lines)
        m_rows->insertWidget(m_rows->count() - 1, rowOf(line, m_content));
}

} // namespace Ui
