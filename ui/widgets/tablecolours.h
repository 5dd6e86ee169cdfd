#pragma once

#include "latesttask.h"

#include <ui/models/colourrules.h>

#include <QObject>

class QAction;

namespace Ui {

class MessagePanel;
class MessagePump;
class Settings;

/** The colour rules of the table: their dialog, and their place in the settings. */
class TableColours : public QObject
{
    Q_OBJECT

public:
    TableColours(MessagePanel& panel, MessagePump& pump, Settings& settings);

    [[nodiscard]] QAction* action() const { return m_action; }
    [[nodiscard]] ColourRules& rules() const { return *m_rules; }

private:
    void ask();
    void choose(const QList<ColourRule>& rules);

    MessagePanel& m_panel;
    const MessagePump& m_pump;
    Settings& m_settings;
    ColourRules* m_rules;
    QAction* m_action;
    LatestTask m_names; //!< to complete conditions with
};

} // namespace Ui
