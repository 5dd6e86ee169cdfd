#pragma once

#include <ui/workspace/transacting.h>

#include <QFrame>

class QLabel;
class QPushButton;

namespace Ui {

/** One open transaction in the window: what is in it so far, Commit and Abort. */
class TransactionLine : public QFrame
{
    Q_OBJECT

public:
    explicit TransactionLine(QWidget* parent = nullptr);

    void setContent(const QString& connection, const Transacting::Content& content, bool canEnd);
    [[nodiscard]] QString text() const;

    [[nodiscard]] static QString textOf(
        const QString& connection, const Transacting::Content& content);

Q_SIGNALS:
    void endRequested(Ui::TransactionStep step);

private:
    QLabel* m_text;
    QPushButton* m_commit;
    QPushButton* m_abort;
};

} // namespace Ui
