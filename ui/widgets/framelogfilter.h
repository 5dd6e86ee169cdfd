#pragma once

#include <stomp/framelog/framefilter.h>

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace Ui {

/** The conditions above the frame log: command, direction, connection, destination, text. */
class FrameLogFilter : public QWidget
{
    Q_OBJECT

public:
    explicit FrameLogFilter(QWidget* parent = nullptr);

    [[nodiscard]] Stomp::FrameFilter filter() const;
    void clear();
    /** The choice of a connection is offered when there is one. */
    void setConnections(const QHash<quint32, QString>& names);

Q_SIGNALS:
    void changed();

private:
    QComboBox* m_command;
    QComboBox* m_direction;
    QComboBox* m_connection;
    QLineEdit* m_destination;
    QLineEdit* m_text;
};

} // namespace Ui
