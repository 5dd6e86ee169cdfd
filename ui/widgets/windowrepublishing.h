#pragma once

#include "messageview.h"

#include <ui/workspace/republishing.h>

#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

class QAction;
class QTimer;

namespace Ui {

class MessagePanel;
class NoticeArea;
class PublishPanel;
class TableRemark;
class Workspace;

/** Messages of the table that are published again, as they are or elsewhere, and replies to them:
 * the actions for it, and words for what became of it. Edited ones go through the publish panel. */
class WindowRepublishing : public QObject
{
    Q_OBJECT

public:
    // At a time.
    static constexpr qsizetype mostMessages = 1000;
    static constexpr quint64 mostBytes = 16'000'000;

    /** What it needs of the window. */
    struct Window
    {
        std::function<MessageView(int row)> messageAt;
        /** Brings the publish panel into view. */
        std::function<void()> showPublishing;
    };

    WindowRepublishing(Workspace& workspace, MessagePanel& panel, PublishPanel& publishPanel,
        TableRemark& remark, NoticeArea& notices, Window window, QObject* parent = nullptr);

    [[nodiscard]] QList<QAction*> actions() const { return {m_again, m_elsewhere, m_reply}; }

private:
    QAction* make(const char* name, const char* iconName, const QKeySequence& key);
    void update();
    /** Of the selected messages, in the table's order; too many: none. */
    [[nodiscard]] std::vector<MessageView> selected() const;
    /** The connection that all of them came on, or 0. */
    [[nodiscard]] quint32 commonConnection() const;
    void publishHere();
    void askWhere();
    void publish(quint32 connection, const QString& destination);
    void tell(const Republishing::Sum& sum, const QString& name, bool isInTransaction);
    void reply();

    Workspace& m_workspace;
    MessagePanel& m_panel;
    PublishPanel& m_publishPanel;
    TableRemark& m_remark;
    NoticeArea& m_notices;
    Window m_window;
    QAction* m_again;
    QAction* m_elsewhere;
    QAction* m_reply;
    QTimer* m_updateDue; //!< many rows may change at once
};

} // namespace Ui
