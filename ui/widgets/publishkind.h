#pragma once

#include "publishtarget.h"

#include <stomp/dialect/bodykind.h>

#include <QWidget>

#include <string_view>

class QButtonGroup;

namespace Ui {

class ElidedLabel;

/**
 * The choice of text or bytes, which on ActiveMQ and Artemis is whether a SEND carries
 * content-length (stomp-facts 5.1), with what comes of it for the body at hand.
 */
class PublishKind : public QWidget
{
    Q_OBJECT

public:
    explicit PublishKind(QWidget* parent = nullptr);

    void setKind(Stomp::BodyKind kind);
    [[nodiscard]] Stomp::BodyKind kind() const;
    /** Says what the choice means for this target and body. */
    void explain(const PublishTarget* target, std::string_view body);

Q_SIGNALS:
    void changed();

private:
    QButtonGroup* m_choice;
    ElidedLabel* m_hint;
};

} // namespace Ui
