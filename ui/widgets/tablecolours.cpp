#include "tablecolours.h"

#include "colourrulesdialog.h"
#include "icons.h"
#include "messagepanel.h"
#include "seenoffers.h"

#include <ui/profiles/settings.h>
#include <ui/workspace/messagepump.h>

#include <QAction>
#include <QPointer>

namespace Ui {

TableColours::TableColours(MessagePanel& panel, MessagePump& pump, Settings& settings)
    : QObject(&panel), m_panel(panel), m_pump(pump), m_settings(settings),
      m_rules(new ColourRules(pump.model())),
      m_action(new QAction(
          icon(QLatin1StringView("preferences-desktop-theme")), tr("&Colour Rules …"), this))
{
    m_action->setObjectName(QStringLiteral("colourRules"));
    m_action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_H);
    m_action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_action->setToolTip(tr("Colour rows by conditions (Ctrl+Shift+H)"));
    panel.addAction(m_action);
    connect(m_action, &QAction::triggered, this, &TableColours::ask);
    QList<ColourRule> rules;
    for (const SavedColourRule& rule : settings.colourRules())
        rules.append({rule.condition, rowColourFromKey(rule.colour), rule.isOn});
    m_rules->setRules(rules);
}

void TableColours::ask()
{
    auto* const dialog = new ColourRulesDialog(m_rules->rules(), m_panel.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    gatherSeenOffers(m_names, m_pump.store(), OfferFor::Condition,
        [dialog = QPointer(dialog)](const QList<Offer>& offers) {
            if (dialog)
                dialog->setOffers(offers);
        });
    connect(dialog, &ColourRulesDialog::chosen, this, &TableColours::choose);
    dialog->show();
}

void TableColours::choose(const QList<ColourRule>& rules)
{
    m_rules->setRules(rules);
    QList<SavedColourRule> saved;
    for (const ColourRule& rule : rules)
        saved.append({rule.condition, toKey(rule.colour), rule.isOn});
    m_settings.setColourRules(saved);
}

} // namespace Ui
