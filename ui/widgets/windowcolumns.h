#pragma once

#include <ui/profiles/columnset.h>

#include <QObject>

class QTimer;

namespace Stomp {
class MessageField;
}

namespace Ui {

class Inspector;
class MessagePanel;
class MessagePump;
class Settings;

/**
 * Keeps the columns of the message table in the settings: by destination while the filter leaves
 * only one (destination = '/queue/a'), else one set for all. A destination without columns of its
 * own has those of all, until they are changed while it is alone. Columns come from the inspector
 * and from a dialog.
 */
class WindowColumns : public QObject
{
    Q_OBJECT

public:
    WindowColumns(MessagePump& pump, Settings& settings, MessagePanel& panel, Inspector& inspector,
        QObject* parent = nullptr);
    ~WindowColumns() override;

private:
    void chooseSet();
    void keep();
    void write();
    void reset();
    void useForAll();
    void ask();
    [[nodiscard]] ColumnSet setFor(const QString& destination) const;

    MessagePump& m_pump;
    Settings& m_settings;
    MessagePanel& m_panel;
    QList<ColumnSet> m_sets; //!< the one changed last first
    QTimer* m_writing; //!< a drag changes a width many times
};

} // namespace Ui
