#pragma once

#include "publishtarget.h"

#include <ui/workspace/publishing.h>

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace Ui {

/** The choice whether a reply is waited for, and how long; not offered where the broker has no
 * temporary queue that the reply could come to, with the reason. */
class PublishReply : public QWidget
{
    Q_OBJECT

public:
    static constexpr int mostSeconds = 3600;

    explicit PublishReply(QWidget* parent = nullptr);

    void setTarget(const PublishTarget* target);
    /** Offered, and chosen. */
    [[nodiscard]] bool isWanted() const;
    void setWanted(bool wanted);
    [[nodiscard]] ReplyWish wish() const;

Q_SIGNALS:
    void changed();

private:
    void update();

    QCheckBox* m_wanted;
    QSpinBox* m_seconds;
    Stomp::ReplyWay m_way = Stomp::ReplyWay::None;
};

} // namespace Ui
