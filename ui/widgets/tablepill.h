#pragma once

#include <QPushButton>

namespace Ui {

class MessageTableView;

/** A button over the lower right corner of the message table that says what is new, and does the
 * one thing about it. Never takes the focus. */
class TablePill : public QPushButton
{
    Q_OBJECT

public:
    explicit TablePill(MessageTableView& view);

    /** Empty: nothing to say, it hides. */
    void say(const QString& text, const QString& toolTip);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    MessageTableView& m_view;
};

} // namespace Ui
