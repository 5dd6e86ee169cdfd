#pragma once

#include "theme.h"
#include "transactionfate.h"

#include <ui/workspace/publishing.h>

#include <QWidget>

class QPushButton;

namespace Ui {

class ElidedLabel;
class IconMark;

/** What became of the last publish request, in one line, with a way to stop a long one and to
 * open the reply to a request. */
class PublishResult : public QWidget
{
    Q_OBJECT

public:
    explicit PublishResult(QWidget* parent = nullptr);

    void say(const QString& text, Tone tone);
    void show(const PublishProgress& progress, TransactionFate fate = TransactionFate::None);
    [[nodiscard]] QString text() const;

    /** One line for a request under way or at its end. */
    [[nodiscard]] static QString describe(
        const PublishProgress& progress, TransactionFate fate = TransactionFate::None);

Q_SIGNALS:
    void stopWanted();
    /** The reply that the line tells of. */
    void replyWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] static QString describeInTransaction(
        const PublishProgress& progress, TransactionFate fate);
    [[nodiscard]] static QString describeRequest(const PublishProgress& progress);

    IconMark* m_mark;
    ElidedLabel* m_text;
    QPushButton* m_stop;
    QPushButton* m_showReply;
    Tone m_tone = Tone::Muted;
};

} // namespace Ui
