#pragma once

#include <QList>
#include <QObject>

class QAction;

namespace Ui {

class AckPreview;
class MessagePanel;
class TableRemark;
class Workspace;

/**
 * Acknowledging by hand beyond the selected rows: "Acknowledge Up to Here", and what each of the
 * actions would take, shown in the table before it is done. What was chosen is asked of the panel,
 * as for the selected rows.
 */
class WindowAcknowledging : public QObject
{
    Q_OBJECT

public:
    WindowAcknowledging(
        Workspace& workspace, MessagePanel& panel, TableRemark& remark, QObject* parent = nullptr);

    /** For the window's menu. */
    [[nodiscard]] QList<QAction*> actions() const { return {m_upTo}; }

private:
    void update();
    /** What acknowledging up to the current row would send ACKs of. */
    [[nodiscard]] QList<quint64> serialsUpTo() const;

    Workspace& m_workspace;
    MessagePanel& m_panel;
    AckPreview* m_preview;
    QAction* m_upTo;
};

} // namespace Ui
