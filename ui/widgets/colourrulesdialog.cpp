#include "colourrulesdialog.h"

#include "colourrulerow.h"
#include "icons.h"
#include "theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

ColourRulesDialog::ColourRulesDialog(const QList<ColourRule>& rules, QWidget* parent)
    : QDialog(parent), m_column(new QVBoxLayout), m_area(new QScrollArea(this)),
      m_empty(new QLabel(this)),
      m_add(new QPushButton(icon(QLatin1StringView("list-add")), tr("&Add Rule"), this)),
      m_ok(nullptr)
{
    setObjectName(QStringLiteral("colourRulesDialog"));
    setWindowTitle(tr("Colour Rules"));
    auto* const words = new QLabel(
        tr("A message has the colour of the first rule whose condition is true of it. Of bodies "
           "over 256 kB only the headers are looked at."),
        this);
    words->setWordWrap(true);
    words->setPalette(Theme::toned(palette(), Tone::Muted));
    m_empty->setText(tr("No rule yet: messages have no colour."));
    m_add->setObjectName(QStringLiteral("addRule"));
    m_add->setAutoDefault(false);

    auto* const list = new QWidget(this);
    m_column->setContentsMargins(0, 0, Theme::grid, 0);
    m_column->setSpacing(Theme::grid);
    m_column->addWidget(m_empty);
    m_column->addStretch(1);
    list->setLayout(m_column);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(list);
    auto* const buttons =
        new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);

    auto* const column = new QVBoxLayout(this);
    column->setSpacing(Theme::grid);
    column->addWidget(words);
    column->addWidget(m_area, 1);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addWidget(buttons);
    resize(Theme::grid * 86, Theme::grid * 44);

    connect(m_add, &QPushButton::clicked, this, [this] {
        ColourRuleRow* const row = add({{}, nextColour(), true});
        row->setFocus();
        bringIntoView(row);
        update();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(this->rules());
        accept();
    });
    for (const ColourRule& rule : rules)
        add(rule);
    if (rules.isEmpty())
        add({{}, nextColour(), true});
    m_rows.front()->setFocus();
    update();
}

ColourRuleRow* ColourRulesDialog::add(const ColourRule& rule)
{
    auto* const row = new ColourRuleRow(rule, this);
    row->setOffers(m_offers);
    m_column->insertWidget(m_column->count() - 1, row);
    m_rows.append(row);
    connect(row, &ColourRuleRow::changed, this, [this, row] {
        bringIntoView(row);
        update();
    });
    connect(row, &ColourRuleRow::entered, m_ok, &QPushButton::click);
    connect(row, &ColourRuleRow::escaped, this, &QDialog::reject);
    connect(row, &ColourRuleRow::moveWanted, this, [this, row](int by) { move(row, by); });
    connect(row, &ColourRuleRow::removalWanted, this, [this, row] { remove(row); });
    return row;
}

void ColourRulesDialog::bringIntoView(ColourRuleRow* row)
{
    QTimer::singleShot(0, row, [this, row] { m_area->ensureWidgetVisible(row); });
}

void ColourRulesDialog::move(ColourRuleRow* row, int by)
{
    const qsizetype from = m_rows.indexOf(row);
    const qsizetype to = std::clamp<qsizetype>(from + by, 0, m_rows.size() - 1);
    m_rows.move(from, to);
    m_column->removeWidget(row);
    m_column->insertWidget(int(to) + 1, row); // behind the words for no rule
    for (qsizetype i = 0; i + 1 < m_rows.size(); ++i)
        setTabOrder(m_rows[i], m_rows[i + 1]);
    update();
}

void ColourRulesDialog::remove(ColourRuleRow* row)
{
    const qsizetype at = m_rows.indexOf(row);
    m_rows.removeAt(at);
    m_column->removeWidget(row);
    row->hide();
    row->deleteLater();
    if (m_rows.isEmpty())
        m_add->setFocus();
    else
        m_rows[std::min(at, m_rows.size() - 1)]->setFocus();
    update();
}

void ColourRulesDialog::setOffers(const QList<Offer>& offers)
{
    m_offers = offers;
    for (ColourRuleRow* row : std::as_const(m_rows))
        row->setOffers(offers);
}

QList<ColourRule> ColourRulesDialog::rules() const
{
    QList<ColourRule> rules;
    for (const ColourRuleRow* row : m_rows)
        if (!row->rule().condition.isEmpty())
            rules.append(row->rule());
    return rules;
}

RowColour ColourRulesDialog::nextColour() const
{
    for (const RowColour colour : rowColours) {
        const bool isTaken = std::any_of(m_rows.begin(), m_rows.end(),
            [colour](const ColourRuleRow* row) { return row->rule().colour == colour; });
        if (!isTaken)
            return colour;
    }
    return rowColours.front();
}

void ColourRulesDialog::update()
{
    bool isMistaken = false;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setPlace(int(i) + 1, i == 0, i + 1 == m_rows.size());
        isMistaken = isMistaken || m_rows[i]->isMistaken();
    }
    m_empty->setVisible(m_rows.isEmpty());
    m_ok->setEnabled(!isMistaken);
    m_ok->setToolTip(
        isMistaken ? tr("A condition cannot be read: mend it, or switch its rule off") : QString());
    const bool isFull = m_rows.size() >= ColourRules::mostRules;
    m_add->setEnabled(!isFull);
    m_add->setToolTip(
        isFull ? tr("There are %1 rules, which is the most").arg(m_rows.size()) : QString());
}

} // namespace Ui
