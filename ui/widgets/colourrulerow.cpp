#include "colourrulerow.h"

#include "expressionedit.h"
#include "icons.h"
#include "rowcolours.h"
#include "theme.h"

#include <ui/models/filterreading.h>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace Ui {

ColourRuleRow::ColourRuleRow(const ColourRule& rule, QWidget* parent)
    : QWidget(parent), m_on(new QCheckBox(this)), m_condition(new ExpressionEdit(this)),
      m_colour(new QComboBox(this)), m_up(button("go-up", tr("Earlier"))),
      m_down(button("go-down", tr("Later"))), m_remove(button("list-remove", tr("Remove"))),
      m_complaint(new QLabel(this))
{
    m_on->setChecked(rule.isOn);
    m_on->setToolTip(tr("The rule is on"));
    m_condition->setObjectName(QStringLiteral("condition"));
    m_condition->setText(rule.condition);
    m_condition->setPlaceholderText(tr("$.order.qty > 5 AND priority = 4"));
    m_condition->setMinimumWidth(Theme::grid * 40);
    m_colour->setObjectName(QStringLiteral("colour"));
    fillColours();
    m_colour->setCurrentIndex(m_colour->findData(int(rule.colour)));
    m_complaint->setObjectName(QStringLiteral("complaint"));
    m_complaint->setTextFormat(Qt::PlainText);
    m_complaint->setWordWrap(true);
    m_complaint->setContentsMargins(Theme::grid * 3, 0, 0, 0); // beneath the condition
    m_complaint->hide();

    auto* const line = new QHBoxLayout;
    line->setSpacing(Theme::grid);
    line->addWidget(m_on);
    line->addWidget(m_condition, 1);
    line->addWidget(m_colour);
    for (QToolButton* one : {m_up, m_down, m_remove})
        line->addWidget(one);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::halfGrid);
    column->addLayout(line);
    column->addWidget(m_complaint);
    setFocusProxy(m_condition);

    connect(m_condition, &QLineEdit::textChanged, this, &ColourRuleRow::read);
    connect(m_condition, &ExpressionEdit::entered, this, &ColourRuleRow::entered);
    connect(m_condition, &ExpressionEdit::escaped, this, &ColourRuleRow::escaped);
    connect(m_on, &QCheckBox::toggled, this, &ColourRuleRow::read);
    connect(m_colour, &QComboBox::currentIndexChanged, this, &ColourRuleRow::changed);
    connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveWanted(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveWanted(1); });
    connect(m_remove, &QToolButton::clicked, this, &ColourRuleRow::removalWanted);
    read();
}

QToolButton* ColourRuleRow::button(const char* iconName, const QString& text)
{
    auto* one = new QToolButton(this);
    one->setAutoRaise(true);
    one->setIconSize({Theme::iconSize, Theme::iconSize});
    one->setIcon(icon(QLatin1StringView(iconName)));
    one->setToolTip(text);
    return one;
}

ColourRule ColourRuleRow::rule() const
{
    return {m_condition->text().trimmed(), static_cast<RowColour>(m_colour->currentData().toInt()),
        m_on->isChecked()};
}

bool ColourRuleRow::isMistaken() const
{
    return m_isMistake && m_on->isChecked();
}

void ColourRuleRow::setOffers(const QList<Offer>& offers)
{
    m_condition->setOffers(offers);
}

void ColourRuleRow::setPlace(int number, bool isFirst, bool isLast)
{
    m_up->setEnabled(!isFirst);
    m_down->setEnabled(!isLast);
    m_on->setAccessibleName(tr("Rule %1 is on").arg(number));
    m_condition->setAccessibleName(tr("Condition of rule %1").arg(number));
    m_colour->setAccessibleName(tr("Colour of rule %1").arg(number));
    m_up->setAccessibleName(tr("Rule %1 earlier").arg(number));
    m_down->setAccessibleName(tr("Rule %1 later").arg(number));
    m_remove->setAccessibleName(tr("Remove rule %1").arg(number));
}

void ColourRuleRow::read()
{
    const FilterReading reading = readFilter(m_condition->text(), FilterMode::Condition);
    m_isMistake = reading.isMistake;
    if (reading.complaint.isEmpty())
        m_condition->clearMistake();
    else
        m_condition->setMistake(reading.at, reading.length);
    m_complaint->setText(reading.complaint);
    m_complaint->setPalette(Theme::toned(palette(), reading.isMistake ? Tone::Bad : Tone::Warn));
    m_complaint->setVisible(!reading.complaint.isEmpty() && m_on->isChecked());
    m_condition->setAccessibleDescription(reading.complaint);
    Q_EMIT changed();
}

void ColourRuleRow::fillColours()
{
    for (const RowColour colour : rowColours) {
        const int at = m_colour->findData(int(colour));
        if (at < 0)
            m_colour->addItem(colourIcon(colour, palette()), colourText(colour), int(colour));
        else
            m_colour->setItemIcon(at, colourIcon(colour, palette()));
    }
}

void ColourRuleRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fillColours();
}

} // namespace Ui
