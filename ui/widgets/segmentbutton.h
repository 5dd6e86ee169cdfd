#pragma once

#include <QToolButton>

namespace Ui {

/** One choice of a row of them; the chosen one stands out in any palette. */
class SegmentButton : public QToolButton
{
    Q_OBJECT

public:
    explicit SegmentButton(const QString& text, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateColours();

    bool m_updating = false;
};

} // namespace Ui
