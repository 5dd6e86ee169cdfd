#pragma once

#include <stomp/messages/messagetext.h>

#include <QObject>

#include <functional>
#include <memory>

class QAction;
class QMenu;
class QTimer;

namespace Ui {

class MessagePanel;
class MessageTableModel;
class TableRemark;

/** The selected messages on the clipboard as JSON lines or CSV, in the table's order; secret
 * headers are masked, and it says so. CSV has the columns that the table shows. */
class TableCopies : public QObject
{
    Q_OBJECT

public:
    /** Of frames; more are saved to a file. */
    static constexpr quint64 mostBytes = 16'000'000;

    using Names = std::function<Stomp::ConnectionNames()>;

    TableCopies(
        MessagePanel& panel, const MessageTableModel& model, TableRemark& remark, Names names);

    [[nodiscard]] QMenu* menu() const { return m_menu; }

private:
    using Make = std::function<std::unique_ptr<Stomp::MessageText>()>;
    void add(const char* name, const QString& text, Make make);
    void copy(Stomp::MessageText& text, const QString& format);
    void update();

    MessagePanel& m_panel;
    const MessageTableModel& m_model;
    TableRemark& m_remark;
    Names m_names;
    QMenu* m_menu;
    QTimer* m_updateDue; //!< many rows may change at once
};

} // namespace Ui
