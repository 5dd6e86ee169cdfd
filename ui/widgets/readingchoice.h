#pragma once

#include <stomp/dialect/destination.h>
#include <stomp/protocol/version.h>

#include <QWidget>

class QLabel;
class QRadioButton;
class QSpinBox;

namespace Ui {

/** How a queue is read. */
enum class Reading : quint8
{
    Browse, //!< copies, nothing is taken
    Peek, //!< some are taken for a moment and given back
    Consume
};

/**
 * The question before a queue is read: browse, peek or consume, each with its consequence in plain
 * words. What this broker does not offer stands there too, with the reason.
 */
class ReadingChoice : public QWidget
{
    Q_OBJECT

public:
    static constexpr int usualPeek = 10;

    explicit ReadingChoice(QWidget* parent = nullptr);

    /** What consuming does here. Chooses the gentlest way that there is for a queue, unless the
     * user has chosen; what may be a topic is subscribed to. */
    void setBroker(Stomp::Dialect dialect, Stomp::Version version, Stomp::DestinationKind kind,
        const QString& consuming);
    [[nodiscard]] Reading reading() const;
    /** How many to peek at. */
    [[nodiscard]] int count() const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QLabel* addWay(QRadioButton* button, QWidget* beside = nullptr);
    [[nodiscard]] bool offers(Reading reading) const;

    Stomp::Dialect m_dialect = Stomp::Dialect::Generic;
    Stomp::Version m_version = Stomp::Version::V12;
    QRadioButton* m_browse;
    QRadioButton* m_peek;
    QRadioButton* m_consume;
    QSpinBox* m_count;
    QLabel* m_browseText;
    QLabel* m_peekText;
    QLabel* m_consumeText;
    bool m_isChosen = false; //!< by the user
};

} // namespace Ui
