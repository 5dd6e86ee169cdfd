#pragma once

#include <ui/workspace/practicelook.h>

#include <QWidget>

class QLabel;
class QPushButton;

namespace Ui {

class ElidedLabel;
class PracticePicture;
class SumLine;

/** One destination of the practice broker: what is in it, who reads it, and its sums. */
class PracticeDetail : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeDetail(QWidget* parent = nullptr);

    /** Nothing is chosen, or it is no longer there; canChoose: there is something to choose. */
    void clear(bool canChoose);
    void show(const Stomp::DestinationSnapshot& destination, const PracticeLook& look);
    /** Stands below until another destination is shown. */
    void say(const QString& text);

Q_SIGNALS:
    void moveBackRequested(const QString& deadLetterQueue);

private:
    ElidedLabel* m_name;
    QPushButton* m_moveBack;
    PracticePicture* m_picture;
    SumLine* m_sum;
    QLabel* m_reasons;
    QString m_said;
    QLabel* m_empty;
    QWidget* m_content;
};

} // namespace Ui
