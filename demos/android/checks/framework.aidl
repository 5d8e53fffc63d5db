parcelable android.os.ParcelFileDescriptor;
