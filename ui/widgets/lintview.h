#pragma once

#include <stomp/dialect/lint.h>

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace Ui {

class ElidedLabel;

/** What a warning says, as one text: what, why, what to do, and how we know. */
[[nodiscard]] QString warningText(const Stomp::Warning& warning);

/**
 * The warnings about what is being typed, most important first: never in the way, gone when there
 * are none. One line (where room is dear) with all of them in its tool tip, or one under the other.
 */
class LintView : public QWidget
{
    Q_OBJECT

public:
    enum class Form : quint8
    {
        OneLine,
        List
    };

    explicit LintView(Form form, QWidget* parent = nullptr);

    void setWarnings(const std::vector<Stomp::Warning>& warnings);
    [[nodiscard]] const std::vector<Stomp::Warning>& warnings() const { return m_warnings; }
    /** All that is said, as one text. */
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void addRow(const Stomp::Warning& warning);
    void showWarnings();

    Form m_form;
    QVBoxLayout* m_layout;
    std::vector<Stomp::Warning> m_warnings;
};

} // namespace Ui
