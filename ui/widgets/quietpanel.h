#pragma once

#include <ui/workspace/quietreasons.h>

#include <QDialog>

#include <functional>

class QLabel;
class QScrollArea;

namespace Ui {

/**
 * "Why is it quiet?" of one subscription: what explains the silence, the strongest first, each with
 * its evidence and what to do; then what cannot be told over STOMP, and what was found in order.
 * Looks once when it opens, and again when asked.
 */
class QuietPanel : public QDialog
{
    Q_OBJECT

public:
    struct Findings
    {
        QString destination;
        QString summary; //!< what came, and when
        QList<QuietReason> reasons;
    };
    using Look = std::function<Findings()>;

    explicit QuietPanel(Look look, QWidget* parent = nullptr);

    /** All that is said, as text. */
    [[nodiscard]] QString text() const;

public Q_SLOTS:
    void lookAgain();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    [[nodiscard]] QWidget* makeRow(const QuietReason& reason);

    Look m_look;
    Findings m_findings;
    QLabel* m_destination;
    QLabel* m_summary;
    QScrollArea* m_area;
};

} // namespace Ui
