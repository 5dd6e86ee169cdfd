#pragma once

#include <QLineEdit>

namespace Ui {

/** A password field whose text can be revealed; hidden again when it loses the focus. */
class PasswordEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit PasswordEdit(QWidget* parent = nullptr);

    [[nodiscard]] bool isRevealed() const { return echoMode() == Normal; }

protected:
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setRevealed(bool revealed);

    QAction* m_reveal;
};

} // namespace Ui
