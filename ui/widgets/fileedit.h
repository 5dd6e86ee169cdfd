#pragma once

#include <QWidget>

class QLineEdit;

namespace Ui {

/** The path of a file to read: typed, or chosen in the desktop's dialog. */
class FileEdit : public QWidget
{
    Q_OBJECT

public:
    FileEdit(const QString& what, const QString& filter, QWidget* parent = nullptr);

    [[nodiscard]] QString path() const;
    void setPath(const QString& path);
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }

private:
    void choose();

    QString m_what;
    QString m_filter;
    QLineEdit* m_edit;
};

} // namespace Ui
